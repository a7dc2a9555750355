import type { Mechanism } from "@faultline/contract";
import type { FileFacts } from "./file-facts.js";
import { asyncWork } from "./platform/async-work.js";
import { catchClauses } from "./platform/catch-clause.js";
import { errorAnswers } from "./platform/error-answer.js";
import { errorEvents } from "./platform/error-event.js";
import { fanOuts } from "./platform/fan-out.js";
import { failedResults } from "./platform/failed-result.js";
import { interleavedUpdates } from "./platform/interleaved-update.js";
import { ownLogCalls } from "./platform/own-logger.js";
import { promiseCatches } from "./platform/promise-catch.js";
import { rescheduledCalls } from "./platform/rescheduled-call.js";
import { retryCalls } from "./platform/retry-call.js";
import { retryLoops } from "./platform/retry-loop.js";
import { nodeEmitters } from "./platform/node-emitters.js";
import { unreadOutcomes } from "./platform/unread-outcomes.js";
import { upgradedSockets } from "./platform/upgraded-sockets.js";
import type { SiteDraft } from "./recogniser.js";
import { wantedOf, type Stating, type Wanted } from "./wanted.js";

type Shapes = (facts: FileFacts) => readonly SiteDraft[];

const OF_HANDLERS: readonly Mechanism[] = ["surfacing", "propagation", "fallback-signal"];

const OF_RETRIES: readonly Mechanism[] = [
  ...(["backoff", "jitter", "delay-cap", "attempt-limit"] as const),
  ...(["repeatable", "selective", "single-layer"] as const),
];

const OF_LOGS: readonly Mechanism[] = [
  ...(["structure", "structure-throughout", "arguments", "fields"] as const),
  ...(["error-object", "error-stack", "request-context", "privacy"] as const),
];

/** The shapes, with what is said of them here or by the relations of their sites. */
const SHAPES: readonly Stating<Shapes>[] = [
  [catchClauses, ...OF_HANDLERS],
  [promiseCatches, ...OF_HANDLERS],
  [unreadOutcomes, ...OF_HANDLERS],
  [errorEvents, ...OF_HANDLERS],
  [failedResults, ...OF_HANDLERS],
  [errorAnswers, "error-status"],
  [fanOuts, "concurrency-limit", "transaction-handle"],
  [retryLoops, ...OF_RETRIES],
  [retryCalls, ...OF_RETRIES],
  [nodeEmitters, "error-listener"],
  [upgradedSockets, "error-listener"],
  [rescheduledCalls, ...OF_RETRIES],
  [asyncWork, "failure-handling"],
  [interleavedUpdates, "atomicity"],
  [ownLogCalls, ...OF_LOGS],
];

/** The sites that are shapes of code rather than calls of a library. Needs the file's calls to be recognised. */
export function recogniseShapes(facts: FileFacts, wanted: Wanted): readonly SiteDraft[] {
  return wantedOf(SHAPES, wanted).flatMap((find) => find(facts));
}
