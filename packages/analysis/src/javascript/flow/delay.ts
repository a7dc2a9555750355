import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import type { Bindings } from "../bindings/resolve-origin.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import type { LocatedFunction } from "../modules/target.js";
import type { Node } from "../source.js";
import { allNodes, nodesInFunction } from "./walk.js";

/** An awaited pause. */
export type Delay =
  /** The length is this expression: `await sleep(ms)`. */
  | { readonly kind: "duration"; readonly node: Node; readonly duration: Node }
  /** The function works the length out by itself: `await backOff(attempt)`. */
  | { readonly kind: "computed"; readonly node: Node; readonly by: LocatedFunction };

/** The pauses awaited in a loop or handler, without those of nested functions. */
export function delaysWithin(facts: FileFacts, root: Node): readonly Delay[] {
  const delays: Delay[] = [];
  for (const node of nodesInFunction(root)) {
    const delay = node.type === "AwaitExpression" ? delayOf(facts, node.argument) : undefined;
    if (delay) delays.push(delay);
  }
  return delays;
}

/** A promise that a timer resolves: `sleep(ms)`, `timers/promises`, `new Promise(r => setTimeout(r, ms))`. */
function delayOf(facts: FileFacts, awaited: Node): Delay | undefined {
  if (awaited.type === "NewExpression") {
    const duration = timerDuration(facts.bindings, awaited);
    return duration && { kind: "duration", node: awaited, duration };
  }
  if (awaited.type !== "CallExpression") return undefined;
  const [first] = awaited.arguments;
  if (isTimersPromise(facts.bindings, awaited.callee) && first)
    return { kind: "duration", node: awaited, duration: first };
  const target = functionBehind(facts, awaited.callee);
  if (!target || !pausesOnly(target)) return undefined;
  return first && isSleep(target)
    ? { kind: "duration", node: awaited, duration: first }
    : { kind: "computed", node: awaited, by: target };
}

/** How many functions a pause may be wrapped in. */
const MAX_WRAPPERS = 3;

/** True for a function that waits for a timer and for nothing else. */
function pausesOnly({ node, facts }: LocatedFunction, wrappers = 0): boolean {
  const calls = allNodes(node.body).filter((part) => part.type === "CallExpression");
  const isPause = ({ callee }: TSESTree.CallExpression): boolean => {
    if (isTimer(facts.bindings, callee)) return true;
    const inner = wrappers < MAX_WRAPPERS ? functionBehind(facts, callee) : undefined;
    return inner !== undefined && pausesOnly(inner, wrappers + 1);
  };
  const waitsForMore = calls.some(
    (call) => call.parent.type === "AwaitExpression" && !isPause(call),
  );
  return !waitsForMore && calls.some(isPause);
}

/** True when the pause is as long as the function's own first parameter says. */
function isSleep({ node, facts: { bindings } }: LocatedFunction): boolean {
  const [parameter] = node.params;
  const variable = parameter && bindings.variables.of(parameter);
  return allNodes(node.body).some((part) => {
    if (part.type !== "CallExpression" || !isTimer(bindings, part.callee)) return false;
    const duration = isTimersPromise(bindings, part.callee) ? part.arguments[0] : part.arguments[1];
    return (
      duration !== undefined &&
      variable !== undefined &&
      bindings.variables.of(duration) === variable
    );
  });
}

function timerDuration(bindings: Bindings, promise: TSESTree.NewExpression): Node | undefined {
  if (bindings.origin(promise.callee)?.path !== "Promise") return undefined;
  for (const node of allNodes(promise)) {
    if (node.type === "CallExpression" && isTimer(bindings, node.callee)) return node.arguments[1];
  }
  return undefined;
}

function isTimer(bindings: Bindings, callee: Node): boolean {
  const origin = bindings.origin(callee);
  return (
    (origin?.module === GLOBAL && origin.path === "setTimeout") || isTimersPromise(bindings, callee)
  );
}

function isTimersPromise(bindings: Bindings, callee: Node): boolean {
  const origin = bindings.origin(callee);
  return (
    origin?.module === "node:timers/promises" &&
    /^(?:setTimeout|scheduler\.wait)$/.test(origin.path)
  );
}
