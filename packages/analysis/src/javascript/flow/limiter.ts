import type { TSESTree } from "@typescript-eslint/types";
import { walkedList } from "../bindings/list-item.js";
import { GLOBAL } from "../bindings/origin.js";
import { methodName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { targetOf } from "../modules/follow-origin.js";
import { isFunction, type Node } from "../source.js";
import type { Effect } from "../summaries/effects.js";
import { enclosingFunction } from "./enclosing.js";

/** Words of what lets only so many through at once; where one is near, the code may be limited. */
const LIMITS =
  /semaphore|mutex|\block\b|withLock|limiter|p-?limit\b|\blimit\(|throttl|bottleneck|concurren|\bqueue\.add\(|acquire\(|p-?queue/i;

/** Packages that hand a function on without counting how many run: they repeat, trace or time it. */
const WITHOUT_COUNT =
  /^(?:p-retry|async-retry|p-timeout|@opentelemetry\/.*|@sentry\/.*|dd-trace|retry|ts-retry.*)$/;

/** What keeps the work of an iteration's callback from all running at once; undefined when nothing does. */
export function limiterAround(
  facts: FileFacts,
  callback: Node,
  effect: Effect,
): string | undefined {
  const works = [facts.textOf(callback), textAround(effect)];
  if (works.some((text) => LIMITS.test(text))) return "something near it lets only so many through";
  for (const taker of takersAround(effect.call, callback)) {
    if (mayLimit(facts, taker)) return "it is handed to something that may limit it";
  }
  return undefined;
}

/** The calls that take the functions a node stands in. */
function* takersAround(start: Node, root: Node): Generator<TSESTree.CallExpression> {
  for (let node: Node | undefined = start; node && node !== root; node = node.parent) {
    if (!isFunction(node) || node.parent.type !== "CallExpression") continue;
    if (node.parent.callee !== node) yield node.parent;
  }
}

/** The function that the work is done in, in whichever file. */
function textAround({ facts, site, distance }: Effect): string {
  const owner = distance > 0 ? enclosingFunction(site.node) : undefined;
  return owner ? facts.textOf(owner) : "";
}

/** True unless what takes the function is known to run it at once. */
function mayLimit(facts: FileFacts, taker: TSESTree.CallExpression): boolean {
  const stated = facts.project.own?.wrapper(facts, taker.callee)?.concurrencyLimit;
  if (stated !== undefined) return stated;
  const callee = unwrap(taker.callee);
  if (walkedList(callee) || facts.draftOf(taker)?.kind === "transaction") return false;
  const name = methodName(callee) ?? "";
  if (/^(?:then|catch|finally)$/.test(name)) return false;
  const target = targetOf(facts, callee);
  if (target?.kind === "function") return LIMITS.test(target.facts.textOf(target.node));
  if (target?.kind !== "package") return true;
  return target.origin.module !== GLOBAL && !WITHOUT_COUNT.test(target.origin.module);
}
