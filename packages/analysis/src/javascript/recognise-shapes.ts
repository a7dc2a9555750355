import type { Mechanism } from "@faultline/contract";
import type { FileFacts } from "./file-facts.js";
import { asyncWork } from "./platform/async-work.js";
import { catchClauses } from "./platform/catch-clause.js";
import { certificateChecks } from "./platform/certificate-checks.js";
import { corsHeaders } from "./platform/cors-headers.js";
import { credentials } from "./platform/credentials.js";
import { errorAnswers } from "./platform/error-answer.js";
import { errorEvents } from "./platform/error-event.js";
import { fanOuts } from "./platform/fan-out.js";
import { failedResults } from "./platform/failed-result.js";
import { interleavedUpdates } from "./platform/interleaved-update.js";
import { requestInputs } from "./platform/request-inputs.js";
import { ownLogCalls } from "./platform/own-logger.js";
import { promiseCatches } from "./platform/promise-catch.js";
import { rescheduledCalls } from "./platform/rescheduled-call.js";
import { retryCalls } from "./platform/retry-call.js";
import { retryLoops } from "./platform/retry-loop.js";
import { nodeEmitters } from "./platform/node-emitters.js";
import { serviceAddresses } from "./platform/service-addresses.js";
import { unreadOutcomes } from "./platform/unread-outcomes.js";
import { upgradedSockets } from "./platform/upgraded-sockets.js";
import { filePath } from "./request-input/sinks/file-path.js";
import { mongoFilter } from "./request-input/sinks/mongo-filter.js";
import { outboundHost } from "./request-input/sinks/outbound-host.js";
import { runCode } from "./request-input/sinks/run-code.js";
import { storedData } from "./request-input/sinks/stored-data.js";
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
  [credentials, "secret-storage", "required-secret"],
  [certificateChecks, "certificate-check"],
  [corsHeaders, "known-origins"],
  [serviceAddresses, "configurable-address"],
  ...[storedData, outboundHost, filePath, mongoFilter, runCode].map((sink): Stating<Shapes> => [
    requestInputs(sink),
    sink.mechanism,
  ]),
];

/** The sites that are shapes of code rather than calls of a library. Needs the file's calls to be recognised. */
export function recogniseShapes(facts: FileFacts, wanted: Wanted): readonly SiteDraft[] {
  return wantedOf(SHAPES, wanted).flatMap((find) => find(facts));
}
