import type { LocatedFunction } from "../modules/target.js";
import { allNodes } from "./walk.js";

/** True for a function that calls `process.exit()` or `process.abort()` itself. */
export function endsProcess({ node, facts }: LocatedFunction): boolean {
  return allNodes(node.body).some((part) => {
    if (part.type !== "CallExpression") return false;
    const origin = facts.bindings.origin(part.callee);
    return origin !== undefined && /^process\.(?:exit|abort)$/.test(origin.path);
  });
}
