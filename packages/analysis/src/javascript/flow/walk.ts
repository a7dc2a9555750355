import { childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";

/** A node and everything below it, in source order, without entering nested functions. */
export function* nodesInFunction(root: Node): Generator<Node> {
  yield root;
  for (const child of childrenOf(root)) {
    if (!isFunction(child)) yield* nodesInFunction(child);
  }
}

/** A node and everything below it, nested functions included. */
export function* allNodes(root: Node): Generator<Node> {
  yield root;
  for (const child of childrenOf(root)) yield* allNodes(child);
}

/** True when `inner` is `outer` or lies within it. */
export function isWithin(inner: Node, outer: Node): boolean {
  for (let current: Node | undefined = inner; current; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}
