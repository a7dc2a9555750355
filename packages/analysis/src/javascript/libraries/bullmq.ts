import { errorListenerFact } from "../kinds/error-listener.js";
import { jobRetryFact, publish } from "../kinds/queue.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/**
 * `QueueBase.emit` catches what an unheard `error` throws and writes it to `console.error`
 * (bullmq 5.81, `classes/queue-base.js`); "Going to production", "Log errors", asks for a listener.
 */
const UNHEARD = {
  without:
    "BullMQ only prints what nobody hears, so that a lost Redis reaches neither the service's logs nor its alerts",
};

function queue(call: LibraryCall): DraftOf<"queue"> {
  return {
    kind: "queue",
    library: "bullmq",
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      "error-listener": errorListenerFact(call, UNHEARD),
      "retry-policy": jobRetryFact(call, ONCE),
    },
  };
}

/** `attempts` is 1 by default, and a job that failed is left in the failed set ("Retrying failing jobs"). */
const ONCE = {
  without: "BullMQ tries a job once by default, and one that fails is never taken up again",
  remedy: 'defaultJobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1_000 } }',
};

function worker(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: "bullmq",
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "error-listener": errorListenerFact(call, UNHEARD) },
  };
}

export const bullmq: Library = defineLibrary({
  packages: ["bullmq"],
  docs: "https://docs.bullmq.io/guide/going-to-production#log-errors",
  sites: {
    "new Queue": queue,
    "new Worker": worker,
    "new Queue.add()": publish,
    "new Queue.addBulk()": publish,
    "new FlowProducer.add()": publish,
  },
});
