import type { TSESTree } from "@typescript-eslint/types";
import type { Origin } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { typeOrigin } from "../bindings/type-origin.js";
import type { FileFacts } from "../file-facts.js";
import { followOrigin, targetOf } from "../modules/follow-origin.js";
import type { EntryPoint, HandOver } from "../recogniser.js";
import type { Call, FunctionNode, Node } from "../source.js";
import { isFunction } from "../source.js";
import type { ValueUse } from "./place.js";
import { runsInPlace } from "./run-in-place.js";
import { usesOfFunction, usesOfValue } from "./value-uses.js";

/** What runs a piece of code; `unknown` where it may be several things or the project does not tell. */
export type RunBy = EntryPoint | "unknown";

/** The surest first: what a request runs is a request's work, whatever else runs it too. */
const ORDER: readonly EntryPoint[] = ["request", "consumer", "timer"];

/**
 * What makes the code around a node run: a request, a message, the clock, or the start of the
 * process. A function is known by what it is handed to, by its decorators and types, and by who
 * calls it; a module's own code runs at start-up.
 */
export function entryPointOf(facts: FileFacts, node: Node): RunBy {
  return runnerOf(facts, node, new Set());
}

const known = new WeakMap<FunctionNode, RunBy>();

function runnerOf(facts: FileFacts, node: Node, active: ReadonlySet<FunctionNode>): RunBy {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) return runnerOfFunction(facts, current, active);
    // A field gets its value whenever an instance is made.
    if (current.type === "PropertyDefinition" && !current.static) return "unknown";
  }
  return "start-up";
}

function runnerOfFunction(
  facts: FileFacts,
  node: FunctionNode,
  active: ReadonlySet<FunctionNode>,
): RunBy {
  const answer = known.get(node);
  if (answer) return answer;
  if (active.has(node)) return "unknown";
  const found =
    declaredRunner(facts, node) ??
    surest(
      usesOfFunction(facts, node).map((use) => runnerOfUse(facts, use, new Set([...active, node]))),
    );
  if (active.size === 0 || found !== "unknown") known.set(node, found);
  return found;
}

function surest(runners: readonly RunBy[]): RunBy {
  const first = ORDER.find((one) => runners.includes(one));
  if (first) return first;
  const isStartUp = runners.length > 0 && runners.every((one) => one === "start-up");
  return isStartUp ? "start-up" : "unknown";
}

function runnerOfUse(facts: FileFacts, use: ValueUse, active: ReadonlySet<FunctionNode>): RunBy {
  switch (use.kind) {
    case "called":
      return runnerOf(facts, use.call, active);
    case "handed":
      return runnerOfArgument(facts, use.call, use.argument, active);
    case "exported":
      return runnerOfExport(facts, use.way);
    case "lost":
      return "unknown";
  }
}

function runnerOfExport(facts: FileFacts, [name, ...rest]: readonly string[]): RunBy {
  const runner =
    name !== undefined && rest.length === 0
      ? facts.project.calls.exportedEntryPoint(facts, name)
      : undefined;
  return runner ?? "unknown";
}

/** A function that is handed to a call is run by what the call registers it for, else in place. */
function runnerOfArgument(
  facts: FileFacts,
  call: Call,
  argument: Node,
  active: ReadonlySet<FunctionNode>,
): RunBy {
  const callee = facts.bindings.origin(call.callee);
  const by = call.type === "NewExpression" ? "construction" : "call";
  const registered = callee && registeredAs(facts, callee, by);
  if (registered) return registered;
  // `router.get("/", catchErrors(handler))`: what wraps a handler is registered in its place.
  const wrapped = VISITS.test(methodName(call)) ? [] : usesOfValue(facts, call);
  const outer = wrapped.flatMap((use) => {
    const runner =
      use.kind === "handed" || use.kind === "exported"
        ? runnerOfUse(facts, use, active)
        : "unknown";
    return runner === "unknown" ? [] : [runner];
  });
  if (outer.length > 0) return surest(outer);
  const value = unwrap(argument);
  return isFunction(value) && runsInPlace(value) && wrapped.every(({ kind }) => kind !== "exported")
    ? runnerOf(facts, call, active)
    : "unknown";
}

/** What runs a function now, for each of some values: its result is no handler. */
const VISITS =
  /^(?:map|flatMap|forEach|filter|find|findIndex|some|every|reduce|reduceRight|sort|toSorted|then|catch|finally)$/;

function methodName({ callee }: Call): string {
  return callee.type === "MemberExpression" ? (staticName(callee) ?? "") : "";
}

/** What a function's decorators, its type and its parameters' types say. */
function declaredRunner(facts: FileFacts, node: FunctionNode): EntryPoint | undefined {
  const { parent } = node;
  const decorators = parent.type === "MethodDefinition" ? parent.decorators : [];
  for (const { expression } of decorators) {
    const name = expression.type === "CallExpression" ? expression.callee : expression;
    const origin = facts.bindings.origin(name);
    const runner = origin && registeredAs(facts, origin, "decorator");
    if (runner) return runner;
  }
  for (const type of typesAround(node)) {
    const origin = typeOrigin(facts.bindings, type);
    const runner = origin && registeredAs(facts, origin, "type");
    if (runner) return runner;
  }
  return undefined;
}

function typesAround(node: FunctionNode): readonly TSESTree.TypeNode[] {
  const { parent } = node;
  const holder =
    parent.type === "VariableDeclarator" && parent.id.type === "Identifier"
      ? parent.id.typeAnnotation
      : parent.type === "PropertyDefinition"
        ? parent.typeAnnotation
        : undefined;
  const parameters = node.params.flatMap((parameter) =>
    parameter.type === "Identifier" || parameter.type === "ObjectPattern"
      ? (parameter.typeAnnotation ?? [])
      : [],
  );
  // A function that takes a handler is none itself.
  const given = parameters.filter(({ typeAnnotation }) => !isHandlerType(typeAnnotation));
  return [...(holder ? [holder] : []), ...given].map(({ typeAnnotation }) => typeAnnotation);
}

function isHandlerType(type: TSESTree.TypeNode): boolean {
  return (
    type.type === "TSTypeReference" &&
    type.typeName.type === "Identifier" &&
    /(?:Handler|Middleware)$/.test(type.typeName.name)
  );
}

function registeredAs(facts: FileFacts, origin: Origin, by: HandOver): EntryPoint | undefined {
  const target = followOrigin(facts, origin);
  const value = target?.kind === "alias" ? target.value : target;
  const { calls } = facts.project;
  if (value?.kind === "package") return calls.entryPoint(value.origin, by);
  if (value?.kind !== "typed" || value.node.type !== "TSInterfaceDeclaration") return undefined;
  // `interface SignedIn extends Request`.
  for (const { expression } of value.node.extends) {
    const base = targetOf(value.facts, expression);
    const runner =
      base?.kind === "package"
        ? calls.entryPoint({ ...base.origin, path: `new ${base.origin.path}` }, by)
        : undefined;
    if (runner) return runner;
  }
  return undefined;
}
