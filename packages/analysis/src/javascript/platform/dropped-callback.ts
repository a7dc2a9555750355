import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { GLOBAL } from "../bindings/origin.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { dropOf } from "../flow/dropped.js";
import { endsProcess } from "../flow/ends-process.js";
import { isStartUp } from "../flow/start-up.js";
import { asyncWork, failureHandling } from "../kinds/async-work.js";
import type { LocatedFunction } from "../modules/target.js";
import { functionBehind } from "../modules/function-behind.js";
import type { DraftOf, Handler } from "../recogniser.js";
import { settlementOfFunction } from "../summaries/settlement.js";
import { isFunction, type Call, type Node } from "../source.js";
import { unknown } from "@faultline/contract";

const ITEMS_REMEDY = "await the items in a `for…of` loop, or `Promise.all(items.map(…))`";
const CATCH_REMEDY = "catch inside the function, and log";

/** Functions that give a promise to a caller who drops it: `forEach`, timers, emitters, route handlers. */
export function droppedCallbacks(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return facts.nodes.calls.flatMap((call) => {
    const known = facts.project.calls.handlersOf(facts, call);
    const own = call.type === "CallExpression" ? dropperOf(facts, call) : undefined;
    return [...known, ...(own ? [own] : [])].flatMap((handler) => draftOf(facts, call, handler));
  });
}

function draftOf(
  facts: FileFacts,
  call: Call,
  { argument, place, droppedBy, remedy }: Handler,
): readonly DraftOf<"async-work">[] {
  const located = functionBehind(facts, argument);
  const settlement = located && settlementOfFunction(located);
  if (!settlement) return [];
  const isForEach = remedy === ITEMS_REMEDY;
  const proofs = isForEach && located.node.async ? ANY : FAILS;
  const fact = failureHandling(settlement, proofs, {
    detail: `${droppedBy} drops the promise of this function, which can reject`,
    remedy,
  });
  const excuse = fact.state === "absent" ? excuseOf(facts, call, located, isForEach) : undefined;
  return [
    asyncWork(
      "callback",
      { node: place ?? nameOf(call), extent: isFunction(argument) ? argument : "none" },
      excuse === undefined ? fact : unknown(excuse),
    ),
  ];
}

/** What runs later, and may be of a package, fails some day; the items of a list are not waited for either way. */
const FAILS = ["rejects", "trusts"] as const;
const ANY = ["rejects", "trusts", "open"] as const;

function excuseOf(
  facts: FileFacts,
  call: Call,
  located: LocatedFunction,
  isForEach: boolean,
): string | undefined {
  if (endsProcess(located)) return "it ends the process anyway";
  return isForEach && isStartUp(facts, call) ? "it runs once, when the process starts" : undefined;
}

/** Where the platform itself takes a function and drops what it returns. */
function dropperOf(facts: FileFacts, call: TSESTree.CallExpression): Handler | undefined {
  const [first, second] = call.arguments;
  if (!first) return undefined;
  const timer = timerOf(facts, call.callee);
  if (timer) return { argument: first, droppedBy: `\`${timer}()\``, remedy: CATCH_REMEDY };
  if (call.callee.type !== "MemberExpression") return undefined;
  const name = staticName(call.callee);
  if (name === "forEach") {
    // An array's `forEach` gives nothing; one whose result is used is another's.
    return runsItself(facts, call.callee.object) || !isUnused(call)
      ? undefined
      : { argument: first, droppedBy: "`forEach()`", remedy: ITEMS_REMEDY };
  }
  if (!second || !LISTENS.test(name ?? "")) return undefined;
  return typeof constantOf(facts.bindings, first)?.value === "string" &&
    emitsBlindly(facts, call.callee.object)
    ? { argument: second, droppedBy: "the emitter", remedy: CATCH_REMEDY }
    : undefined;
}

const LISTENS = /^(?:on|once|addListener|prependListener)$/;

const TIMERS =
  /^(?:setTimeout|setInterval|setImmediate|queueMicrotask|process\.nextTick|nextTick)$/;

function timerOf(facts: FileFacts, callee: Node): string | undefined {
  const origin = facts.bindings.origin(callee);
  const isPlatform =
    origin?.module === GLOBAL ||
    origin?.module === "node:timers" ||
    origin?.module === "node:process";
  return origin && isPlatform && TIMERS.test(origin.path) ? origin.path : undefined;
}

function isUnused(call: TSESTree.CallExpression): boolean {
  const isBody = call.parent.type === "ArrowFunctionExpression" && call.parent.body === call;
  return isBody || dropOf(call) !== undefined;
}

/** `async.forEach()`: a module's own function, which may wait. */
function runsItself(facts: FileFacts, object: Node): boolean {
  const origin = facts.bindings.origin(object);
  return origin !== undefined && origin.module !== GLOBAL && origin.path === "";
}

/** Emitters of these packages wait for their listeners and catch what they throw (their README, "on"). */
const WAITS =
  /^(?:bottleneck|emittery|probot|@octokit\/webhooks|@octokit\/app|grammy|telegraf|@slack\/bolt|koa)$/;

/** Node's emitters drop what listeners return; the process's own events come when it ends anyway. */
function emitsBlindly(facts: FileFacts, emitter: Node): boolean {
  const origin = facts.bindings.origin(emitter);
  if (facts.mentions(/\bcaptureRejections\b/)) return false;
  if (!origin) return true;
  const isProcess =
    (origin.module === GLOBAL && origin.path === "process") || origin.module === "node:process";
  return !isProcess && !WAITS.test(origin.module);
}

function nameOf({ callee }: Call): Node {
  return callee.type === "MemberExpression" ? callee.property : callee;
}
