import type { FileFacts } from "../file-facts.js";
import type { SiteDraft } from "../recogniser.js";
import { isFunction, type Node } from "../source.js";

const WAITS_FOR_THE_WORLD = new Set<SiteDraft["kind"]>([
  "outbound-call",
  "database-query",
  "transaction",
]);

/** The recognised calls in a block that leave the process, without those in functions nested in it. */
export function ioWithin(facts: FileFacts, block: Node): readonly SiteDraft[] {
  return facts.drafts.filter(
    ({ kind, node }) =>
      node.range[0] >= block.range[0] &&
      node.range[1] <= block.range[1] &&
      WAITS_FOR_THE_WORLD.has(kind) &&
      isDirectlyWithin(node, block),
  );
}

function isDirectlyWithin(node: Node, block: Node): boolean {
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (current === block) return true;
    if (isFunction(current)) return false;
  }
  return false;
}
