import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { Node } from "../source.js";

/** One call of a chain such as `db.select().from(users).limit(10)`. */
export interface Link {
  readonly name: string;
  readonly call: TSESTree.CallExpression;
}

/** The calls that follow a call in its chain, in the order they are made: `from`, `limit`. */
export function chainAfter(call: Node): readonly Link[] {
  const links: Link[] = [];
  for (let current = call; ;) {
    const member = outsideCasts(current).parent;
    if (member?.type !== "MemberExpression" || member.object !== outsideCasts(current))
      return links;
    const callee = outsideCasts(member);
    const next = callee.parent;
    const name = staticName(member);
    if (next?.type !== "CallExpression" || next.callee !== callee || name === undefined)
      return links;
    links.push({ name, call: next });
    current = next;
  }
}

/** The calls that a call's own chain made before it: `selectFrom` of `db.selectFrom("jobs").execute()`. */
export function chainBefore(call: Node): readonly TSESTree.CallExpression[] {
  const calls: TSESTree.CallExpression[] = [];
  let current: Node = call.type === "CallExpression" ? call.callee : call;
  while (current.type !== "Identifier") {
    if (current.type === "CallExpression") {
      calls.push(current);
      current = current.callee;
    } else if (current.type === "MemberExpression") current = current.object;
    else if (current.type === "TSNonNullExpression" || current.type === "ChainExpression")
      current = current.expression;
    else break;
  }
  return calls;
}

/** The whole chain that begins with a call. */
export function chainEnd(call: Node): Node {
  return chainAfter(call).at(-1)?.call ?? call;
}

/** What a chain of calls and members begins with: `db` of `db.select().from(users)`. */
export function chainStart(node: Node): Node {
  switch (node.type) {
    case "MemberExpression":
      return node.object.type === "ThisExpression" ? node : chainStart(node.object);
    case "CallExpression":
      return chainStart(node.callee);
    case "TaggedTemplateExpression":
      return chainStart(node.tag);
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
      return chainStart(node.expression);
    case "AwaitExpression":
      return chainStart(node.argument);
    default:
      return node;
  }
}

function outsideCasts(node: Node): Node {
  const { parent } = node;
  return parent?.type === "TSNonNullExpression" || parent?.type === "TSAsExpression"
    ? outsideCasts(parent)
    : node;
}
