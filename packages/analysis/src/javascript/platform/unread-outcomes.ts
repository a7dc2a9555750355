import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isAfterFailure, isCleanUp } from "../flow/clean-up.js";
import { saysWhy } from "../flow/comments.js";
import { dropOf } from "../flow/dropped.js";
import { lostWork } from "../flow/lost-work.js";
import { shortText } from "../flow/short-text.js";
import type { DraftOf } from "../recogniser.js";

/** `Promise.allSettled(…)`, which keeps every failure in a list that somebody has to read. */
export function unreadOutcomes(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [work] = call.arguments;
    if (call.type !== "CallExpression" || !work || !isAllSettled(facts, call)) return [];
    return [
      {
        kind: "error-handler" as const,
        library: "javascript",
        operation: "all-settled",
        node: call.callee,
        extent: "none" as const,
        protects: work,
        mechanisms: { surfacing: surfacing(facts, call, work) },
      },
    ];
  });
}

function isAllSettled({ bindings }: FileFacts, { callee }: TSESTree.CallExpression): boolean {
  if (methodName(callee) !== "allSettled") return false;
  const origin = bindings.origin(callee);
  return origin?.module === GLOBAL && origin.path === "Promise.allSettled";
}

function surfacing(
  facts: FileFacts,
  call: TSESTree.CallExpression,
  work: TSESTree.CallExpressionArgument,
): Fact {
  const { parent } = call;
  const isDropped = dropOf(parent.type === "AwaitExpression" ? parent : call) === "statement";
  if (!isDropped) return present("something takes the outcomes");
  if (isCleanUp(work) || isAfterFailure(call)) return unknown("the calls only tidy up");
  const lost = lostWork(facts, work);
  if (!lost) return unknown("nothing in it is known to reach another process");
  if (!lost.isStored && saysWhy(facts, call))
    return unknown("a comment says why it may be dropped");
  return absent(
    `a failure of \`${shortText(facts, lost.call)}\` stays in the outcomes, which nothing reads, so the caller goes on as if it had succeeded`,
    "go through the outcomes, and log or throw what was rejected",
  );
}
