import { publish } from "../kinds/queue.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** Events are told through `on` of the client's own; a handler that throws is run again (kafka.js.org, "Consuming"). */
function consumer(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: call.library,
    operation: "run",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
  };
}

export const kafkajs: Library = defineLibrary({
  packages: ["kafkajs", "@confluentinc/kafka-javascript"],
  docs: "https://kafka.js.org/docs/producing",
  aliases: {
    "new KafkaJS.Kafka": "new Kafka",
    "new Producer": "new Kafka.producer()",
    "new Consumer": "new Kafka.consumer()",
  },
  configuration: {
    "new Kafka": {
      credentials: ["0.sasl.password", "0.sasl.secretAccessKey"],
      addresses: ["0.brokers"],
    },
  },
  sites: {
    "new Kafka.producer().send()": publish,
    "new Kafka.producer().sendBatch()": publish,
    "new Kafka.consumer().run()": consumer,
  },
});
