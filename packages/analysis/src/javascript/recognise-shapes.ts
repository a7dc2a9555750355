import type { FileFacts } from "./file-facts.js";
import { asyncWork } from "./platform/async-work.js";
import { catchClauses } from "./platform/catch-clause.js";
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

/** The sites that are shapes of code rather than calls of a library. Needs the file's calls to be recognised. */
export function recogniseShapes(facts: FileFacts): readonly SiteDraft[] {
  return [
    ...catchClauses(facts),
    ...promiseCatches(facts),
    ...unreadOutcomes(facts),
    ...errorEvents(facts),
    ...failedResults(facts),
    ...fanOuts(facts),
    ...retryLoops(facts),
    ...retryCalls(facts),
    ...nodeEmitters(facts),
    ...upgradedSockets(facts),
    ...rescheduledCalls(facts),
    ...asyncWork(facts),
    ...interleavedUpdates(facts),
    ...ownLogCalls(facts),
  ];
}
