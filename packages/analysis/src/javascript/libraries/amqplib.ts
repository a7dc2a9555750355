import { absent, unknown, type Fact } from "@faultline/contract";
import { connectedClient } from "../kinds/client.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { publish } from "../kinds/queue.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Recognise,
} from "../recogniser.js";

/** amqplib 2.3, `lib/connection.js` and `lib/channel.js`, `safeEmit`: what nobody hears is thrown. */
const client =
  (operation: string, without: string): Recognise =>
  (call) =>
    connectedClient(call, call.library, operation, errorListenerFact(call, { without }));

const channel = client(
  "channel",
  "the broker closes a channel by its `error` event (a queue that is missing, an unknown delivery tag), and without a listener that ends the process",
);

function consumer(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: call.library,
    operation: "consume",
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "retry-policy": acknowledged(call) },
  };
}

/** amqp-connection-manager connects again by itself, and tells of a loss by another event. */
const connection: Recognise = (call) =>
  call.origin.module === "amqplib"
    ? client(
        "connection",
        "a connection that the broker closes or the network drops is an `error` event, and without a listener that ends the process",
      )(call)
    : undefined;

/** With `noAck` the broker forgets a message once it is sent (amqp-node.github.io, "Channel#consume"). */
function acknowledged(call: LibraryCall): Fact {
  const noAck = call.option(2, "noAck");
  return noAck.state === "constant" && noAck.value === true
    ? absent(
        "with `noAck` the broker forgets a message when it has sent it, and one whose work fails is lost",
        "channel.ack(message) once the work is done, and channel.nack(message) to a queue with `deadLetterExchange`",
      )
    : unknown("messages are acknowledged by the code");
}

export const amqplib: Library = defineLibrary({
  packages: ["amqplib", "amqp-connection-manager"],
  docs: "https://amqp-node.github.io/amqplib/channel_api.html#model_events",
  aliases: {
    "new ChannelModel": "connect()",
    "new AmqpConnectionManager": "connect()",
    "new ChannelWrapper": "connect().createChannel()",
    "new Connection": "connect()",
    "new Channel": "connect().createChannel()",
    "new ConfirmChannel": "connect().createChannel()",
    "connect().createConfirmChannel()": "connect().createChannel()",
  },
  givesPromises: false,
  configuration: { "connect()": { credentials: ["0.password"], addresses: ["0", "0.hostname"] } },
  sites: {
    "connect()": connection,
    "connect().createChannel()": channel,
    "connect().createConfirmChannel()": channel,
    "connect().createChannel().publish()": publish,
    "connect().createChannel().sendToQueue()": publish,
    "connect().createChannel().consume()": consumer,
  },
});
