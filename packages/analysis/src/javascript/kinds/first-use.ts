import { methodName } from "../bindings/static-name.js";
import type { Call, Node } from "../source.js";
import type { Holder } from "./holding.js";

/** The node from which on something is held that is taken when it is first used: an opening that fails holds nothing. */
export function takenAt(holder: Holder, creation: Call): Node {
  const first = firstUse(holder, creation);
  if (!first || first === creation) return creation;
  return opens(first) ? first : first.callee;
}

/** When opening fails there is nothing to close; after any other first use there is. */
export function opens({ callee }: Call): boolean {
  const name = methodName(callee);
  return name !== undefined && /^\$?(?:connect|initialize|authenticate|open|init)$/.test(name);
}

/** A client connects when it is first asked for something: `await client.connect()`. */
export function firstUse({ variable }: Holder, creation: Call): Call | undefined {
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
