import { createServer } from "node:net";
import { listen, type TestServer } from "./servers.js";

/**
 * Speaks as much of Kafka's protocol as a producer of kafkajs needs (ApiVersions 0, Metadata 1, Produce 3,
 * InitProducerId 0, FindCoordinator 0, AddPartitionsToTxn 0, EndTxn 0): https://kafka.apache.org/protocol.html. `produceError` is the code that answers a
 * message to a topic.
 */
export async function startKafkaStub(produceError: (topic: string) => number): Promise<TestServer> {
  let port = 0;
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 4 && held.length >= 4 + held.readInt32BE(0)) {
        const length = held.readInt32BE(0);
        const request = held.subarray(4, 4 + length);
        held = held.subarray(4 + length);
        const body = Buffer.concat([request.subarray(4, 8), replyTo(request, port, produceError)]);
        socket.write(Buffer.concat([int32(body.length), body]));
      }
    });
  });
  const started = await listen(server);
  ({ port } = started);
  return started;
}

const VERSIONS: readonly (readonly [key: number, version: number])[] = [
  [0, 3],
  [3, 1],
  [10, 1],
  [18, 0],
  [22, 0],
  [24, 0],
  [26, 0],
];

function replyTo(request: Buffer, port: number, produceError: (topic: string) => number): Buffer {
  const body = request.subarray(10 + request.readInt16BE(8));
  switch (request.readInt16BE(0)) {
    case 0:
      return produced(topicOf(body), produceError);
    case 3:
      return metadata(namesIn(body), port);
    case 10:
      // Throttle time, error, message, and the coordinator: this broker.
      return Buffer.concat([int32(0), int16(0), int16(-1), broker(port)]);
    case 18:
      return apiVersions();
    case 22:
      return Buffer.concat([int32(0), int16(0), Buffer.alloc(8), int16(0)]);
    case 24:
      return Buffer.concat([int32(0), int32(1), text("orders"), int32(1), int32(0), int16(0)]);
    default:
      return Buffer.concat([int32(0), int16(0)]);
  }
}

function apiVersions(): Buffer {
  const entries = VERSIONS.map(([key, version]) =>
    Buffer.concat([int16(key), int16(0), int16(version)]),
  );
  return Buffer.concat([int16(0), int32(entries.length), ...entries]);
}

function metadata(names: readonly string[], port: number): Buffer {
  const topics = names.map((name) =>
    Buffer.concat([
      ...[int16(0), text(name), Buffer.from([0])],
      // One partition: error, index, leader, replicas, those in sync.
      ...[int32(1), int16(0), int32(0), int32(1), int32(1), int32(1), int32(1), int32(1)],
    ]),
  );
  const brokers = [int32(1), broker(port), int16(-1)];
  return Buffer.concat([...brokers, int32(1), int32(topics.length), ...topics]);
}

function broker(port: number): Buffer {
  return Buffer.concat([int32(1), text("127.0.0.1"), int32(port)]);
}

function produced(topic: string, produceError: (topic: string) => number): Buffer {
  const partition = [int32(0), int16(produceError(topic)), Buffer.alloc(8), Buffer.alloc(8)];
  return Buffer.concat([int32(1), text(topic), int32(1), ...partition, int32(0)]);
}

/** The first topic of a Produce request: transaction, acknowledgements, timeout and count come before it. */
function topicOf(body: Buffer): string {
  const transaction = Math.max(0, body.readInt16BE(0));
  return textAt(body, 2 + transaction + 2 + 4 + 4);
}

function namesIn(body: Buffer): readonly string[] {
  const count = Math.max(0, body.readInt32BE(0));
  let offset = 4;
  return Array.from({ length: count }, () => {
    const name = textAt(body, offset);
    offset += 2 + name.length;
    return name;
  });
}

function textAt(body: Buffer, offset: number): string {
  return body.toString("utf8", offset + 2, offset + 2 + body.readInt16BE(offset));
}

function text(value: string): Buffer {
  return Buffer.concat([int16(value.length), Buffer.from(value)]);
}

function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
