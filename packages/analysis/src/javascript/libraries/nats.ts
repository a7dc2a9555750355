import { publish } from "../kinds/queue.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** A subscription is iterated over; failures of the connection are told by `closed()` and `status()`, not by events. */
function subscription(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: call.library,
    operation: "subscribe",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
  };
}

export const nats: Library = defineLibrary({
  packages: ["nats", "@nats-io/transport-node"],
  docs: "https://github.com/nats-io/nats.js#readme",
  aliases: {
    "new NatsConnection": "connect()",
    "new JetStreamClient": "connect().jetstream()",
  },
  givesPromises: false,
  configuration: { "connect()": { credentials: ["0.pass", "0.token"], addresses: ["0.servers"] } },
  sites: {
    "connect().publish()": publish,
    "connect().jetstream().publish()": publish,
    "connect().subscribe()": subscription,
  },
});
