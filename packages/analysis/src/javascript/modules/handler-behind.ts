import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { functionBehind } from "./function-behind.js";
import type { LocatedFunction } from "./target.js";

/** How many functions a handler may be wrapped in. */
const MAX_WRAPS = 3;

/** The function that handles a route, through what wraps it: `catchErrors(handler)`. */
export function handlerBehind(
  facts: FileFacts,
  handler: Node,
  wraps = 0,
): LocatedFunction | undefined {
  if (handler.type === "FunctionExpression" || handler.type === "ArrowFunctionExpression")
    return { node: handler, facts };
  if (handler.type !== "CallExpression") return functionBehind(facts, handler);
  const last = handler.arguments.at(-1);
  return last && wraps < MAX_WRAPS ? handlerBehind(facts, last, wraps + 1) : undefined;
}
