import { methodName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { importedPlaces } from "../modules/importers.js";
import type { EntryPoint } from "../recogniser.js";
import type { Call, FunctionNode, Node } from "../source.js";
import { isFunction } from "../source.js";
import { declaredRunner, registeredAs } from "./declared-runner.js";
import { filledOnce } from "./filled-once.js";
import type { ValueUse } from "./place.js";
import { runsInPlace } from "./run-in-place.js";
import { usesFrom, usesOfFunction, usesOfValue } from "./value-uses.js";

/** What runs a piece of code; `unknown` where it may be several things or the project does not tell. */
export type RunBy = EntryPoint | "unknown";

/** What a request runs is a request's work, whatever else runs it too. */
const SUREST: EntryPoint = "request";

const ORDER: readonly EntryPoint[] = [SUREST, "consumer", "timer"];

/**
 * What makes the code around a node run: a request, a message, the clock, or the start of the
 * process. A function is known by what it is handed to, by its decorators and types, and by who
 * calls it; a module's own code runs at start-up.
 */
export function entryPointOf(facts: FileFacts, node: Node): RunBy {
  return runnerOf(facts, node, {
    functions: new Set(),
    files: 0,
    wraps: 0,
    budget: { left: MAX_USES },
  });
}

/** What one answer has gone through already. */
interface Search {
  readonly functions: ReadonlySet<FunctionNode>;
  readonly files: number;
  readonly wraps: number;
  readonly budget: { left: number };
}

/** How many uses one answer may look at; what has more is used everywhere. */
const MAX_USES = 400;

/** How many functions a handler may be wrapped in. */
const MAX_WRAPS = 4;

/** Answers, each with the analysis it holds for: another file may register the function anew. */
const known = new WeakMap<FunctionNode, { readonly analysis: number; readonly runner: RunBy }>();

function runnerOf(facts: FileFacts, node: Node, active: Search): RunBy {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) return runnerOfFunction(facts, current, active);
    // A field gets its value whenever an instance is made.
    if (current.type === "PropertyDefinition" && !current.static) return "unknown";
  }
  return "start-up";
}

function runnerOfFunction(facts: FileFacts, node: FunctionNode, active: Search): RunBy {
  const answer = known.get(node);
  const { analysis } = facts.project;
  if (answer?.analysis === analysis) return answer.runner;
  if (active.functions.has(node)) return "unknown";
  const inside = { ...active, functions: new Set([...active.functions, node]) };
  const found =
    declaredRunner(facts, node) ??
    surest(usesOfFunction(facts, node).map((use) => runnerOfUse(facts, use, inside)));
  if (active.functions.size === 0 || found !== "unknown")
    known.set(node, { analysis, runner: found });
  return found;
}

function surest(runners: readonly RunBy[]): RunBy {
  const first = ORDER.find((one) => runners.includes(one));
  if (first) return first;
  const isStartUp = runners.length > 0 && runners.every((one) => one === "start-up");
  return isStartUp ? "start-up" : "unknown";
}

function runnerOfUse(facts: FileFacts, use: ValueUse, active: Search): RunBy {
  if (active.budget.left-- <= 0) return "unknown";
  switch (use.kind) {
    case "called":
      // `instance ??= connect()`: whoever comes first waits for it, and nobody after.
      return filledOnce(facts, use.call) ? "unknown" : runnerOf(facts, use.call, active);
    case "handed":
      return runnerOfArgument(facts, use.call, use.argument, active);
    case "exported":
      return runnerOfExport(facts, use.way, active);
    case "lost":
      return "unknown";
  }
}

/** How many files an export may be passed on through. */
const MAX_FILES = 4;

function runnerOfExport(facts: FileFacts, way: readonly string[], active: Search): RunBy {
  const [name, ...rest] = way;
  const conventional =
    name !== undefined && rest.length === 0
      ? facts.project.calls.exportedEntryPoint(facts, name)
      : undefined;
  if (conventional) return conventional;
  if (active.files >= MAX_FILES) return "unknown";
  const further = { ...active, files: active.files + 1 };
  // Whoever else imports it is not known, so that only what is found counts.
  const runners: RunBy[] = ["unknown"];
  for (const { facts: other, next } of importedPlaces(facts, way)) {
    for (const use of usesFrom(other, next)) runners.push(runnerOfUse(other, use, further));
    if (runners.includes(SUREST)) break;
  }
  return surest(runners);
}

/** A function that is handed to a call is run by what the call registers it for, else in place. */
function runnerOfArgument(facts: FileFacts, call: Call, argument: Node, active: Search): RunBy {
  const callee = facts.bindings.origin(call.callee);
  const by = call.type === "NewExpression" ? "construction" : "call";
  const registered = callee && registeredAs(facts, callee, by);
  if (registered) return registered;
  // `router.get("/", catchErrors(handler))`: what wraps a handler is registered in its place.
  const isWrapped = active.wraps < MAX_WRAPS && !VISITS.test(methodName(call.callee) ?? "");
  const wrapped = isWrapped ? usesOfValue(facts, call) : [];
  const outside = { ...active, wraps: active.wraps + 1 };
  const outer = wrapped.flatMap((use) => {
    const runner =
      use.kind === "handed" || use.kind === "exported"
        ? runnerOfUse(facts, use, outside)
        : "unknown";
    return runner === "unknown" ? [] : [runner];
  });
  if (outer.length > 0) return surest(outer);
  const value = unwrap(argument);
  if (!isFunction(value) || !runsInPlace(value) || wrapped.some(({ kind }) => kind === "exported"))
    return "unknown";
  const runner = runnerOf(facts, call, active);
  // Kept for later it is run by something else; during a request it is that request's work all the same.
  return runner !== "start-up" || isRunNow(call) ? runner : "unknown";
}

/** True for a call that is over with, callback and all, before its caller goes on. */
function isRunNow(call: Call): boolean {
  return (
    call.parent.type === "AwaitExpression" ||
    call.parent.type === "ReturnStatement" ||
    VISITS.test(methodName(call.callee) ?? "") ||
    (call.callee.type === "Identifier" && call.callee.name === "Promise")
  );
}

/** What runs a function now, for each of some values: its result is no handler. */
const VISITS =
  /^(?:map|flatMap|forEach|filter|find|findIndex|some|every|reduce|reduceRight|sort|toSorted|then|catch|finally)$/;
