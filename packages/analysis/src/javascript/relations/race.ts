import { absent, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { FileFacts } from "../file-facts.js";
import { RACED } from "../flow/bounding.js";
import { chainAfter, chainEnd, chainStart } from "../flow/call-chain.js";
import { dropOf } from "../flow/dropped.js";
import { allNodes } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { Relations } from "../relation.js";
import { isFunction, type Node } from "../source.js";

const ONLY_STOPS_WAITING: Fact = absent(
  "the race only stops waiting: the request goes on with its socket, and the timer is never cleared",
  "signal: AbortSignal.timeout(5_000)",
);

/** Races of a request, which nothing ends, against a timer that nothing clears. */
export function race(facts: FileFacts): Relations {
  const drafts = facts.nodes.calls.flatMap((call): DraftOf<"time-limit">[] => {
    const runners = call.type === "CallExpression" ? runnersOf(facts, call) : [];
    const timers = runners.filter((runner) => isLooseTimer(facts, runner));
    const isLeak =
      timers.length > 0 &&
      runners.some((runner) => isEndless(facts, runner)) &&
      !(isDropped(call) && timers.every((timer) => resolves(facts, timer)));
    if (!isLeak) return [];
    return [
      {
        kind: "time-limit",
        library: "Promise",
        operation: "race",
        node: call.callee,
        extent: call,
        mechanisms: { "effective-timeout": ONLY_STOPS_WAITING },
      },
    ];
  });
  return { statements: [], drafts };
}

function runnersOf({ bindings }: FileFacts, call: TSESTree.CallExpression): readonly Node[] {
  const origin = bindings.origin(call.callee);
  const [list] = call.arguments;
  if (origin?.module !== GLOBAL || origin.path !== "Promise.race") return [];
  return list?.type === "ArrayExpression"
    ? list.elements.filter((element) => element !== null)
    : [];
}

/** `new Promise((_, reject) => setTimeout(reject, 5_000))`, whose timer no one could clear. */
function isLooseTimer({ bindings }: FileFacts, runner: Node): boolean {
  if (runner.type !== "NewExpression") return false;
  const timers = allNodes(runner).filter(
    (node) => node.type === "CallExpression" && bindings.origin(node.callee)?.path === "setTimeout",
  );
  return (
    timers.length > 0 &&
    timers.every(
      ({ parent }) =>
        parent?.type === "ExpressionStatement" || parent?.type === "ArrowFunctionExpression",
    )
  );
}

/** `setTimeout(resolve, 500)`: whoever waits for it goes on, and nothing fails. */
function resolves({ bindings }: FileFacts, timer: Node): boolean {
  const executor = timer.type === "NewExpression" ? timer.arguments[0] : undefined;
  const resolve = executor && isFunction(executor) ? executor.params[0] : undefined;
  const uses = resolve && bindings.variables.of(resolve)?.references;
  return uses !== undefined && uses.length > 0;
}

/** Nobody asks who won: with a timer that resolves, the race is a head start or a poll and not a limit. */
function isDropped(race: Node): boolean {
  const last = chainAfter(race).every(({ name }) => name !== "then") ? chainEnd(race) : race;
  const { parent } = last;
  return dropOf(parent?.type === "AwaitExpression" ? parent : last) !== undefined;
}

/** A request that only the race limits, and that nobody waits for once the race is over. */
function isEndless(facts: FileFacts, runner: Node): boolean {
  const work = unwrap(runner);
  const named = work.type === "Identifier" ? workNamed(facts, work) : work;
  if (!named || named.type === "AssignmentExpression") return false;
  const start = callOf(named);
  const site = start && facts.draftOf(start);
  const timeout = site?.kind === "outbound-call" ? site.mechanisms.timeout : undefined;
  return timeout?.state === "present" && timeout.detail === RACED;
}

/** The promise in a variable that only this race takes the result of. */
function workNamed({ bindings }: FileFacts, name: Node): Node | undefined {
  const variable = bindings.variables.of(name);
  const isTakenOnce = variable?.references.every(
    ({ identifier, init }) => init === true || identifier === name || isOnlyCaught(identifier),
  );
  return variable && isTakenOnce ? soleValue(variable) : undefined;
}

/** `work.catch(ignore)` keeps a rejection that comes late from ending the process. */
function isOnlyCaught(use: Node): boolean {
  const { parent } = use;
  if (parent?.type !== "MemberExpression" || staticName(parent) !== "catch") return false;
  return dropOf(parent.parent) !== undefined;
}

/** The first call of a chain: `fetch(url)` of `fetch(url).then(…)`. */
function callOf(node: Node): TSESTree.CallExpression | undefined {
  for (const part of allNodes(node)) {
    if (part.type === "CallExpression" && chainStart(part) === unwrap(part.callee)) return part;
  }
  return undefined;
}
