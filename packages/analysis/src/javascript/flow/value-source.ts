import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";

/** `process.env.HOSTS`: the operator's, not a caller's. */
export function isConfiguration(facts: FileFacts, node: Node): boolean {
  return /^process\.env\b/.test(facts.textOf(unwrap(node)));
}

/** `request.body.ids`, of a request that a framework hands over; `input.ids` of a tRPC procedure. */
export function isFromRequest(facts: FileFacts, member: Node): boolean {
  const path = facts.bindings.origin(member)?.path ?? "";
  return /\.(?:mutation|query)\(0:0\)\.input\.|(?:\(\d+:0\)|^new [\w.]*Request)\.(?:body|query)(?:\.|$)/.test(
    path,
  );
}
