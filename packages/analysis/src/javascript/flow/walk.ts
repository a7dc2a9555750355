import { addChildren, childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";

/** A node and everything below it, in source order, without entering nested functions. */
export function nodesInFunction(root: Node): readonly Node[] {
  return nodesBelow(root, isNoFunction);
}

/** A node and everything below it, nested functions included. */
export function allNodes(root: Node): readonly Node[] {
  return nodesBelow(root);
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

function isNoFunction(node: Node): boolean {
  return !isFunction(node);
}

/** A node and everything below it that is entered. Keeps its own stack: a long chain of `+` nests deeper than calls may. */
export function nodesBelow(root: Node, enters?: (node: Node) => boolean): readonly Node[] {
  const found: Node[] = [];
  const pending: Node[] = [root];
  for (let node = pending.pop(); node; node = pending.pop()) {
    found.push(node);
    const first = pending.length;
    addChildren(node, pending);
    if (enters) keep(pending, first, enters);
    reverse(pending, first);
  }
  return found;
}

/** Drops from `first` on what is not entered; in place, since there are many nodes. */
function keep(nodes: Node[], first: number, enters: (node: Node) => boolean): void {
  let end = first;
  for (let index = first; index < nodes.length; index += 1) {
    const node = nodes[index];
    if (node && enters(node)) nodes[end++] = node;
  }
  nodes.length = end;
}

/** Turns what is pending from `first` on around, so that it is taken in source order. */
function reverse(nodes: Node[], first: number): void {
  for (let [low, high] = [first, nodes.length - 1]; low < high; low += 1, high -= 1) {
    const [a, b] = [nodes[low], nodes[high]];
    if (a && b) [nodes[low], nodes[high]] = [b, a];
  }
}
