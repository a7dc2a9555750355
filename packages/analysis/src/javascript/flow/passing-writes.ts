import type { FileFacts } from "../file-facts.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";
import { effectsWithin } from "../summaries/effects.js";
import { iterationOfCallback, iterationsAround } from "./iteration.js";

/** True for work that writes to a database, once for each item, while the async function around it goes on. */
export function writesInPassing(facts: FileFacts, call: Node): boolean {
  const [iteration] = iterationsAround(call);
  if (!iteration || !functionAround(iteration.node)?.async) return false;
  return effectsWithin(facts, call).some(
    ({ site }) => site.kind === "database-query" && site.details?.access === "write",
  );
}

/** The function around a node that is no callback of an iteration. */
function functionAround(node: Node): FunctionNode | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current) && !iterationOfCallback(current)) return current;
  }
  return undefined;
}
