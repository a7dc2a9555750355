import { absent, present, unknown, type Fact } from "@faultline/contract";
import { enclosingClass } from "../bindings/class-members.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { usesOfFunction } from "../flow/value-uses.js";
import type { LibraryCall } from "../recogniser.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { firstUse, opens } from "./first-use.js";
import { holderOf } from "./holding.js";
import { fieldOf, letGoFact } from "./pooled-connection.js";

/** Whether a client or pool is made once and shared, or closed again by the function that makes it. */
export function reuseFact(
  call: LibraryCall,
  names: readonly [string, ...string[]],
  remedy: string,
): Fact {
  const { facts, node } = call;
  if (!enclosingFunction(node)) return present("it is made once, with the module");
  if (runsOnce(facts, node)) return unknown("the function around it runs once");
  const holder = holderOf(facts, node);
  if (!holder) return keptByObject(call, names, remedy);
  const first = firstUse(holder, node);
  if (!first) return unknown("nothing is asked of it here");
  return letGoFact(call, holder, {
    names,
    never: "each call of this function makes another one, and nothing closes it",
    remedy,
    taken: opens(first) ? first : node,
  });
}

/** A field of a class that functions make objects of, in a file that closes nothing. */
function keptByObject(
  { facts, node }: LibraryCall,
  names: readonly [string, ...string[]],
  remedy: string,
): Fact {
  const owner = fieldOf(node) === undefined ? undefined : enclosingClass(node)?.parent;
  const closes = new RegExp(String.raw`\.(?:${names.join("|").replaceAll("$", String.raw`\$`)})\(`);
  const isMadeOften =
    owner !== undefined &&
    facts.nodes.calls.some(
      (call) =>
        call.type === "NewExpression" &&
        facts.bindings.declarationOf(call.callee) === owner &&
        enclosingFunction(call) !== undefined &&
        !runsOnce(facts, call),
    );
  return isMadeOften && !facts.mentions(closes)
    ? absent("each object of this class opens one of its own, and nothing closes it", remedy)
    : unknown("it is kept by something that outlives this function");
}

/** True in a file that an npm script runs as a command. */
export function isCommand({ facts }: Pick<LibraryCall, "facts">): boolean {
  const { path } = facts.source;
  return path !== undefined && facts.package.isCommand(path);
}

/** A command, and a function that only the module itself calls, make one client and end with it. */
export function runsOnce(facts: FileFacts, node: Node): boolean {
  if (isCommand({ facts })) return true;
  const outer = outermostFunction(node);
  return outer !== undefined && (endsProcessAfter(facts, outer) || isCalledByModule(facts, outer));
}

/** A file that ends the process ends it after the function, unless another thing that it exports does. */
function endsProcessAfter(facts: FileFacts, outer: FunctionNode): boolean {
  if (!facts.mentions(/\bprocess\.exit\(/)) return false;
  const others = facts.nodes.calls
    .filter(({ callee }) => facts.textOf(callee) === "process.exit")
    .map((call) => outermostFunction(call));
  const isApart = others.every(
    (other) => other !== undefined && other !== outer && isExported(facts, other),
  );
  return others.length === 0 || !isApart || !isExported(facts, outer);
}

function isExported(facts: FileFacts, node: FunctionNode): boolean {
  return usesOfFunction(facts, node).some(({ kind }) => kind === "exported");
}

export function outermostFunction(node: Node): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) found = current;
  }
  return found;
}

function isCalledByModule(facts: FileFacts, outer: FunctionNode): boolean {
  const { parent } = outer;
  if (parent.type === "CallExpression" && parent.callee === outer) return true;
  const name =
    outer.id ??
    (parent.type === "VariableDeclarator" && parent.id.type === "Identifier"
      ? parent.id
      : undefined);
  const variable = name && facts.bindings.variables.of(name);
  return (variable?.references ?? []).some(
    ({ identifier }) =>
      identifier.parent.type === "CallExpression" &&
      identifier.parent.callee === identifier &&
      !enclosingFunction(identifier),
  );
}
