import { childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";

/** A node and everything below it, in source order, without entering nested functions. */
export function nodesInFunction(root: Node): Generator<Node> {
  return nodesBelow(root, (node) => !isFunction(node));
}

/** A node and everything below it, nested functions included. */
export function allNodes(root: Node): Generator<Node> {
  return nodesBelow(root, () => true);
}

/** A node and everything below it, nested functions included, without what is inside a node that `isLeaf`. */
export function* nodesDownTo(root: Node, isLeaf: (node: Node) => boolean): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    if (!isLeaf(node)) pending.push(...childrenOf(node).toReversed());
  }
}

/** True when `inner` is `outer` or lies within it. */
export function isWithin(inner: Node, outer: Node): boolean {
  for (let current: Node | undefined = inner; current; current = current.parent) {
    if (current === outer) return true;
  }
  return false;
}

/** Keeps its own stack: a long chain of `+` nests deeper than calls may. */
function* nodesBelow(root: Node, enters: (node: Node) => boolean): Generator<Node> {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    yield node;
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1) {
      const child = children[index];
      if (child && enters(child)) pending.push(child);
    }
  }
}
