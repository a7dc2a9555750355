import { calleeName, methodName } from "../bindings/static-name.js";
import type { Node } from "../source.js";
import { isFunction } from "../source.js";

/** What runs a function at a time of its own. */
const RUNS_LATER =
  /^(?:on|once|addListener|subscribe|setTimeout|setInterval|setImmediate|nextTick|schedule|scheduleJob|process|consume|run)$/;

/** True in a loop, whose other rounds go on, at module level, and in what a timer or an event starts. */
export function hasNoCaller(node: Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (/^(?:For|While|DoWhile)/.test(current.type)) return true;
    if (!isFunction(current)) continue;
    const { parent } = current;
    if (parent.type !== "CallExpression") return false;
    const { callee } = parent;
    if (callee === current) continue;
    const name = methodName(callee);
    const isLater = RUNS_LATER.test(calleeName(callee) ?? "");
    return isLater || /^(?:map|forEach|filter|flatMap|reduce)$/.test(name ?? "");
  }
  return true;
}
