import { childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";

/** What lies below a node in the same function, with whether a `catch` of that function would see it throw. */
export interface Placed {
  readonly node: Node;
  readonly isCaught: boolean;
}

/** A node and everything below it in its function, each with whether a `catch` clause is around it. */
export function* placedNodes(root: Node): Generator<Placed> {
  const pending: Placed[] = [{ node: root, isCaught: false }];
  for (let placed = pending.pop(); placed; placed = pending.pop()) {
    yield placed;
    const { node, isCaught } = placed;
    for (const child of childrenOf(node).toReversed()) {
      if (isFunction(child)) continue;
      const isTried = node.type === "TryStatement" && node.handler !== null && child === node.block;
      pending.push({ node: child, isCaught: isCaught || isTried });
    }
  }
}
