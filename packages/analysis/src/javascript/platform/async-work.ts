import type { FileFacts } from "../file-facts.js";
import type { DraftOf } from "../recogniser.js";
import { asyncExecutors } from "./async-executor.js";
import { droppedCallbacks } from "./dropped-callback.js";
import { droppedPromises } from "./dropped-promise.js";
import { earlyReturns } from "./early-return.js";
import { lateGatherings } from "./late-gathering.js";
import { throwingCallbacks } from "./throwing-callback.js";
import { unansweredRequests } from "./unanswered-request.js";

/**
 * Work that gets away from whoever started it, in each form that this can take. What is excused, or
 * is not known to be a promise at all, is no site.
 */
export function asyncWork(facts: FileFacts): readonly DraftOf<"async-work">[] {
  return [
    ...droppedPromises(facts),
    ...droppedCallbacks(facts),
    ...earlyReturns(facts),
    ...asyncExecutors(facts),
    ...throwingCallbacks(facts),
    ...lateGatherings(facts),
    ...unansweredRequests(facts),
  ].filter(({ mechanisms }) => mechanisms["failure-handling"]?.state !== "unknown");
}
