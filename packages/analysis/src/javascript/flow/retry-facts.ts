import { present, unknown } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf } from "../recogniser.js";
import { attemptLimit, isBoundedByClock } from "./attempt-limit.js";
import { delaysWithin } from "./delay.js";
import { delayFacts } from "./delay-shape.js";
import { nodesInFunction } from "./walk.js";

type Facts = DraftOf<"retry">["mechanisms"];

/** How a retry loop spaces and bounds its attempts. */
export function retryLoopFacts(
  facts: FileFacts,
  loop: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
  handler: TSESTree.CatchClause | null,
): Facts {
  const limit = attemptLimit(facts, loop);
  const pause = delayFacts(facts, delaysWithin(facts, loop), loop);
  return {
    ...pause,
    ...(pause.backoff.state === "absent" && excuse(facts, loop, handler)),
    ...(pause["delay-cap"].state === "absent" &&
      limit.state === "present" && { "delay-cap": present("the number of attempts bounds it") }),
    "attempt-limit": limit,
  };
}

/** Loops that are right not to wait longer each time. */
function excuse(
  facts: FileFacts,
  loop: Parameters<typeof attemptLimit>[1],
  handler: TSESTree.CatchClause | null,
): Facts {
  // A conflict with another writer clears at once, and `instanceof` is how it is told from an outage.
  if (handler && testsErrorClass(handler))
    return { backoff: unknown("only one kind of error is repeated") };
  // Waiting for something to become ready asks at a steady pace until a deadline.
  if (isBoundedByClock(facts, loop)) {
    const steady = unknown("the loop asks at a steady pace until a deadline");
    return { backoff: steady, jitter: steady };
  }
  return {};
}

function testsErrorClass(handler: TSESTree.CatchClause): boolean {
  return nodesInFunction(handler.body).some(
    (node) => node.type === "BinaryExpression" && node.operator === "instanceof",
  );
}
