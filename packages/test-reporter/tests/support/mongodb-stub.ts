import { createServer } from "node:net";
import { BSON, type Document } from "mongodb";
import { listen, type TestServer } from "./servers.js";

/**
 * Speaks as much of MongoDB's wire protocol (OP_MSG, OP_QUERY for the first `hello`) as its driver
 * needs: https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/. Each command is answered with
 * what `answer` gives for it, `{ ok: 1 }` otherwise.
 */
export function startMongodbStub(
  answer: (command: Document) => Document | undefined,
): Promise<TestServer> {
  const server = createServer((socket) => {
    let held = Buffer.alloc(0);
    socket.on("data", (chunk) => {
      held = Buffer.concat([held, chunk]);
      while (held.length >= 16 && held.length >= held.readInt32LE(0)) {
        const length = held.readInt32LE(0);
        socket.write(replyTo(held.subarray(0, length), answer));
        held = held.subarray(length);
      }
    });
  });
  return listen(server);
}

const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;

const HELLO: Document = {
  ok: 1,
  helloOk: true,
  isWritablePrimary: true,
  ismaster: true,
  msg: "isdbgrid",
  minWireVersion: 0,
  maxWireVersion: 25,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
};

function replyTo(message: Buffer, answer: (command: Document) => Document | undefined): Buffer {
  const requestId = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_QUERY) {
    // Flags, cursor, first document and count of documents.
    const head = Buffer.concat([Buffer.alloc(16), int32(1)]);
    return framed(requestId, OP_REPLY, Buffer.concat([head, BSON.serialize(HELLO)]));
  }
  const command = BSON.deserialize(message.subarray(21, 21 + message.readInt32LE(21)));
  const [name] = Object.keys(command);
  const reply = name === "hello" ? HELLO : (answer(command) ?? { ok: 1 });
  const body = Buffer.concat([int32(0), Buffer.from([0]), BSON.serialize(reply)]);
  return framed(requestId, OP_MSG, body);
}

function framed(responseTo: number, opCode: number, body: Buffer): Buffer {
  const head = [16 + body.length, 1, responseTo, opCode].map(int32);
  return Buffer.concat([...head, body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}
