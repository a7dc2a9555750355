import { absent, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { RACED } from "../flow/bounding.js";
import { allNodes } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { Relations } from "../relation.js";
import type { Node } from "../source.js";

const ONLY_STOPS_WAITING: Fact = absent(
  "the race only stops waiting: the request goes on with its socket, and the timer is never cleared",
  "signal: AbortSignal.timeout(5_000)",
);

/** Races of a request, which nothing ends, against a timer that nothing clears. */
export function race(facts: FileFacts): Relations {
  const drafts = facts.nodes.calls.flatMap((call): DraftOf<"time-limit">[] => {
    const runners = call.type === "CallExpression" ? runnersOf(facts, call) : [];
    const isLeak =
      runners.some((runner) => isLooseTimer(facts, runner)) &&
      runners.some((runner) => isEndless(facts, runner));
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

/** A request that only the race limits. */
function isEndless(facts: FileFacts, runner: Node): boolean {
  const start = callOf(unwrap(runner));
  const site = start && facts.draftOf(start);
  const timeout = site?.kind === "outbound-call" ? site.mechanisms.timeout : undefined;
  return timeout?.state === "present" && timeout.detail === RACED;
}

/** The first call of a chain: `fetch(url)` of `fetch(url).then(…)`. */
function callOf(node: Node): TSESTree.CallExpression | undefined {
  for (const part of allNodes(node)) {
    if (part.type === "CallExpression" && chainStart(part) === unwrap(part.callee)) return part;
  }
  return undefined;
}
