import { staticName } from "../bindings/static-name.js";
import { trailOf } from "../trail/follow-value.js";
import type { LibraryCall } from "../recogniser.js";
import type { Node } from "../source.js";

/** Where a stream's errors get lost: the `pipe` it is read through, else where it is made. */
export function pipePlace(call: LibraryCall): Node {
  for (const { node, facts } of trailOf(call.facts, call.node).uses) {
    const { parent } = node;
    if (facts !== call.facts || parent?.type !== "MemberExpression" || parent.object !== node)
      continue;
    if (staticName(parent) === "pipe" && parent.parent.type === "CallExpression")
      return parent.property;
  }
  return call.node.callee;
}
