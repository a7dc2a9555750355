import { present, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { LibraryCall } from "../recogniser.js";
import { isFunction, type Call, type FunctionNode, type Node } from "../source.js";
import { holderOf, type Holder } from "./holding.js";
import { letGoFact } from "./pooled-connection.js";

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
  if (!holder) return unknown("it is kept by something that outlives this function");
  const taken = firstUse(holder, node);
  if (!taken) return unknown("nothing is asked of it here");
  return letGoFact(call, holder, {
    names,
    never: "each call of this function makes another one, and nothing closes it",
    remedy,
    taken: opens(taken) ? taken : node,
  });
}

/** When opening fails there is nothing to close; after any other first use there is. */
function opens({ callee }: Call): boolean {
  const name = callee.type === "MemberExpression" ? staticName(callee) : undefined;
  return name !== undefined && /^\$?(?:connect|initialize|authenticate|open|init)$/.test(name);
}

/** A client connects when it is first asked for something: `await client.connect()`. */
function firstUse({ variable }: Holder, creation: Call): Call | undefined {
  if (creation.type === "CallExpression" && creation.parent.type === "AwaitExpression")
    return creation;
  for (const { identifier } of variable.references) {
    const member = identifier.parent;
    if (member.type !== "MemberExpression" || member.object !== identifier) continue;
    const call = callOf(member);
    if (call && call.range[0] > creation.range[1] && isAwaited(call)) return call;
  }
  return undefined;
}

/** The call that a chain of members is the callee of: `prisma.user.findMany()`. */
function callOf(member: Node): Call | undefined {
  const { parent } = member;
  if (parent?.type === "MemberExpression" && parent.object === member) return callOf(parent);
  return parent?.type === "CallExpression" && parent.callee === member ? parent : undefined;
}

function isAwaited(call: Node): boolean {
  return (
    call.parent?.type === "AwaitExpression" ||
    (call.parent?.type === "ReturnStatement" && call.parent.argument === call)
  );
}

/** True in a file that an npm script runs as a command. */
export function isCommand({ facts }: Pick<LibraryCall, "facts">): boolean {
  const { path } = facts.source;
  return path !== undefined && facts.package.isCommand(path);
}

/** A command, and a function that only the module itself calls, make one client and end with it. */
function runsOnce(facts: FileFacts, node: Node): boolean {
  if (isCommand({ facts })) return true;
  if (facts.mentions(/\bprocess\.exit\(/)) return true;
  const outer = outermostFunction(node);
  return outer !== undefined && isCalledByModule(facts, outer);
}

function outermostFunction(node: Node): FunctionNode | undefined {
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
