import type { FileFacts } from "./file-facts.js";
import { asyncExecutors } from "./platform/async-executor.js";
import { catchClauses } from "./platform/catch-clause.js";
import { droppedCallbacks } from "./platform/dropped-callback.js";
import { droppedPromises } from "./platform/dropped-promise.js";
import { earlyReturns } from "./platform/early-return.js";
import { errorEvents } from "./platform/error-event.js";
import { failedResults } from "./platform/failed-result.js";
import { promiseCatches } from "./platform/promise-catch.js";
import { retryCalls } from "./platform/retry-call.js";
import { retryLoops } from "./platform/retry-loop.js";
import { throwingCallbacks } from "./platform/throwing-callback.js";
import type { SiteDraft } from "./recogniser.js";

/** The sites that are shapes of code rather than calls of a library. Needs the file's calls to be recognised. */
export function recogniseShapes(facts: FileFacts): readonly SiteDraft[] {
  return [
    ...catchClauses(facts),
    ...promiseCatches(facts),
    ...errorEvents(facts),
    ...failedResults(facts),
    ...retryLoops(facts),
    ...retryCalls(facts),
    ...droppedPromises(facts),
    ...droppedCallbacks(facts),
    ...earlyReturns(facts),
    ...asyncExecutors(facts),
    ...throwingCallbacks(facts),
  ];
}
