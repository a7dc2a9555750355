import type { FileFacts } from "../file-facts.js";
import { isFunction, type Node } from "../source.js";
import { isWithin } from "./walk.js";

/**
 * True when a node is always reached on the way to a later one, unless something fails or leaves:
 * it stands in a statement of a block that the later one is in too, behind no condition.
 */
export function goesBefore(facts: FileFacts, first: Node, second: Node): boolean {
  for (let node = first; node.parent; node = node.parent) {
    const { parent } = node;
    if (isFunction(parent) && !isTransaction(facts, parent.parent)) return false;
    if (isConditional(parent, node)) return false;
    const isBlock = parent.type === "BlockStatement" || parent.type === "SwitchCase";
    if (isBlock && isWithin(second, parent))
      return !isWithin(second, node) && first.range[1] <= second.range[0];
  }
  return false;
}

/** The function that is handed to a transaction has run when the transaction is over. */
function isTransaction(facts: FileFacts, holder: Node): boolean {
  return holder.type === "CallExpression" && facts.draftOf(holder)?.kind === "transaction";
}

/** True for a part that is not always run. */
function isConditional(parent: Node, part: Node): boolean {
  switch (parent.type) {
    case "IfStatement":
    case "ConditionalExpression":
      return part !== parent.test;
    case "LogicalExpression":
      return part === parent.right;
    case "CatchClause":
    case "SwitchStatement":
      return true;
    case "ForStatement":
    case "ForOfStatement":
    case "ForInStatement":
    case "WhileStatement":
      return part === parent.body;
    default:
      return false;
  }
}
