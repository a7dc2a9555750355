import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { walkedList } from "../bindings/list-item.js";
import { GLOBAL } from "../bindings/origin.js";
import { methodName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { targetOf } from "../modules/follow-origin.js";
import { isFunction, type Node } from "../source.js";
import type { Effect } from "../summaries/effects.js";
import { enclosingFunction } from "./enclosing.js";
import { isWithin } from "./walk.js";

/** Words of what lets only so many through at once; where one is near, the code may be limited. */
const LIMITS =
  /semaphore|mutex|\block\b|withLock|limiter|p-?limit\b|\blimit\(|throttl|bottleneck|concurren|\bqueue\.add\(|acquire\(|p-?queue/i;

/** Packages that hand a function on without counting how many run: they repeat or trace it. */
const WITHOUT_COUNT = /^(?:@opentelemetry\/.*|dd-trace|retry|ts-retry.*)$/;

/**
 * What keeps the work of an iteration's callback from all running at once; undefined when nothing does, and absent
 * where a limiter is there that lets all of it through.
 */
export function limiterAround(facts: FileFacts, callback: Node, effect: Effect): Fact | undefined {
  const takers = [...takersAround(effect.call, callback)];
  const open: Open[] = [];
  for (const taker of takers) {
    const fact = statedCount(facts, taker, callback);
    if (fact && fact.state !== "absent") return fact;
    if (fact) open.push({ taker, fact });
  }
  const works = [textWithout(facts, callback, open), textAround(effect)];
  if (works.some((text) => LIMITS.test(text)))
    return unknown("something near it lets only so many through");
  const others = takers.filter((taker) => !open.some((one) => one.taker === taker));
  return others.some((taker) => mayLimit(facts, taker))
    ? unknown("it is handed to something that may limit it")
    : open[0]?.fact;
}

/** What is known to take work without limiting how much of it runs. */
interface Open {
  readonly taker: TSESTree.CallExpression;
  readonly fact: Fact;
}

/** What the settings or a library say; a limiter that is made for each item limits nothing. */
function statedCount(
  facts: FileFacts,
  taker: TSESTree.CallExpression,
  callback: Node,
): Fact | undefined {
  const own = facts.project.own?.wrapper(facts, taker.callee)?.concurrencyLimit;
  if (own !== undefined)
    return own
      ? present("its wrapper limits it, as the settings say")
      : absent("it limits nothing");
  const fact = facts.project.calls.wrappingOf(facts, taker)?.concurrencyLimit;
  const creation = facts.bindings.origin(taker.callee)?.creation;
  return fact?.state === "present" && creation && isWithin(creation, callback)
    ? absent("the limiter is made for each item", "one limiter for all of them")
    : fact;
}

/** The text of the work, without the names of limiters that let all through. */
function textWithout(facts: FileFacts, callback: Node, open: readonly Open[]): string {
  return open
    .flatMap(({ taker: { callee } }) => [callee, facts.bindings.origin(callee)?.creation ?? callee])
    .filter((node) => isWithin(node, callback))
    .reduce((text, node) => text.replaceAll(facts.textOf(node), ""), facts.textOf(callback));
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
  const callee = unwrap(taker.callee);
  if (walkedList(callee) || facts.draftOf(taker)?.kind === "transaction") return false;
  const name = methodName(callee) ?? "";
  if (/^(?:then|catch|finally)$/.test(name)) return false;
  const target = targetOf(facts, callee);
  if (target?.kind === "function") return LIMITS.test(target.facts.textOf(target.node));
  if (target?.kind !== "package") return true;
  return target.origin.module !== GLOBAL && !WITHOUT_COUNT.test(target.origin.module);
}
