import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";
import { nodesInFunction } from "./walk.js";

/** True when a retry awaits code of another package, which may pause, besides what it repeats. */
export function mayPauseElsewhere(facts: FileFacts, root: Node): boolean {
  for (const node of nodesInFunction(root)) {
    if (
      node.type !== "AwaitExpression" ||
      node.argument.type !== "CallExpression" ||
      isAttempted(node, root)
    )
      continue;
    const isOwn = functionBehind(facts, node.argument.callee) !== undefined;
    if (!isOwn && facts.bindings.origin(node.argument.callee)?.module !== GLOBAL) return true;
  }
  return false;
}

/** True for what stands in the `try` block: it is what is repeated. */
function isAttempted(node: Node, root: Node): boolean {
  for (
    let current: Node | undefined = node;
    current && current !== root;
    current = current.parent
  ) {
    if (current.parent?.type === "TryStatement" && current.parent.block === current) return true;
  }
  return false;
}
