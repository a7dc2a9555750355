import { GLOBAL } from "../bindings/origin.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import type { FileFacts } from "../file-facts.js";

/** The function of `new Promise((resolve, reject) => …)` that a node stands in, with no other between. */
export function promiseAround(facts: FileFacts, node: Node): FunctionNode | undefined {
  for (let current: Node | undefined = node.parent; current; current = current.parent) {
    if (isFunction(current)) return isExecutor(facts, current) ? current : undefined;
  }
  return undefined;
}

function isExecutor({ bindings }: FileFacts, { parent }: FunctionNode): boolean {
  if (parent.type !== "NewExpression") return false;
  const origin = bindings.origin(parent.callee);
  return origin?.module === GLOBAL && origin.path === "Promise";
}
