import type { FileFacts } from "../file-facts.js";
import type { FunctionNode, Node } from "../source.js";
import { namedPlaces } from "./named-places.js";
import { nextPlaces } from "./next-places.js";
import type { Next, ValueUse } from "./place.js";

/** Where a function goes in its file: through names, objects, lists, factories and classes. */
export function usesOfFunction(facts: FileFacts, node: FunctionNode): readonly ValueUse[] {
  return node.type === "FunctionDeclaration"
    ? followed(facts, namedPlaces(facts, node, node.id, []))
    : usesOfValue(facts, node);
}

/** Where the value goes that arrives at a place. */
export function usesFrom(facts: FileFacts, start: Next): readonly ValueUse[] {
  return followed(facts, [start]);
}

/** Where the value of an expression goes. */
export function usesOfValue(facts: FileFacts, node: Node): readonly ValueUse[] {
  return followed(facts, [{ kind: "place", node, way: [] }]);
}

function followed(facts: FileFacts, start: readonly Next[]): readonly ValueUse[] {
  const uses: ValueUse[] = [];
  const seen = new Set<Node>();
  const pending = [...start];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (next.kind !== "place") uses.push(next);
    else if (!seen.has(next.node)) {
      seen.add(next.node);
      pending.push(...nextPlaces(facts, next));
    }
  }
  return uses;
}
