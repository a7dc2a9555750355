import { jobRetryFact, publish } from "../kinds/queue.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** `attempts` is 1 by default (REFERENCE.md, "Queue##add"); an `error` event nobody hears is dropped (bull 4.16, `lib/queue.js`). */
const ONCE = {
  without: "Bull tries a job once by default, and one that fails is never taken up again",
  remedy: 'defaultJobOptions: { attempts: 5, backoff: { type: "exponential", delay: 1_000 } }',
};

function queue(call: LibraryCall): DraftOf<"queue"> {
  return {
    kind: "queue",
    library: "bull",
    operation: "Queue",
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "retry-policy": jobRetryFact(call, ONCE) },
  };
}

function consumer(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: "bull",
    operation: "process",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
  };
}

export const bull: Library = defineLibrary({
  packages: ["bull"],
  docs: "https://github.com/OptimalBits/bull/blob/develop/REFERENCE.md",
  aliases: { "": "Queue", "new ": "new Queue", "()": "new Queue", "Queue.Queue": "Queue" },
  sites: {
    "new Queue": queue,
    "new Queue.add()": publish,
    "new Queue.addBulk()": publish,
    "new Queue.process()": consumer,
  },
});
