import type { FileFacts } from "../file-facts.js";
import { failureWithin } from "../flow/failure-path.js";
import { functionBehind } from "../modules/function-behind.js";
import { effectsOf, type Effect } from "./effects.js";

/**
 * True where the failure of something that code does through functions of the project arrives at the
 * code itself: each of them waits for it, and none deals with it.
 */
export function failsItsCaller(facts: FileFacts, { call, site, distance }: Effect): boolean {
  if (failureWithin(call).path !== "leaves") return false;
  if (distance === 0) return true;
  const callee = call.type === "CallExpression" ? functionBehind(facts, call.callee) : undefined;
  const inner =
    callee && effectsOf(callee).find((one) => one.site === site && one.distance < distance);
  return callee !== undefined && inner !== undefined && failsItsCaller(callee.facts, inner);
}
