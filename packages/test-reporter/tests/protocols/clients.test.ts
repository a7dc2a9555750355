import { Kafka, logLevel } from "kafkajs";
import { MongoClient, type Document } from "mongodb";
import { describe, expect, it } from "vitest";
import { startKafkaStub } from "../support/kafka-stub.js";
import { startMongodbStub } from "../support/mongodb-stub.js";
import { endings, observe, spoken } from "../support/observe.js";

function answer(command: Document): Document | undefined {
  if (command["insert"] === "taken") {
    return { ok: 1, n: 0, writeErrors: [{ index: 0, code: 11000, errmsg: "duplicate" }] };
  }
  if (command["update"]) return { ok: 0, code: 112, codeName: "WriteConflict", errmsg: "conflict" };
  return { ok: 1, n: 1 };
}

describe("the MongoDB driver", () => {
  it("is heard with its duplicate key, write conflict, and aborted transaction", async () => {
    const stub = await startMongodbStub(answer);
    const seen = await observe(async () => {
      const client = new MongoClient(`mongodb://127.0.0.1:${String(stub.port)}/shop`);
      await client.db().collection("orders").insertOne({ card: "4111" });
      await expect(client.db().collection("taken").insertOne({ card: "4111" })).rejects.toThrow();
      const session = client.startSession();
      session.startTransaction();
      const update = client
        .db()
        .collection("orders")
        .updateOne({ card: "4111" }, { $set: { paid: true } }, { session });
      await expect(update).rejects.toThrow();
      await session.abortTransaction();
      await session.endSession();
      await client.close();
    });
    stub.close();
    expect(spoken(seen, "mongodb")).toEqual([
      "INSERT",
      "INSERT 11000",
      "UPDATE 112",
      "ABORTTRANSACTION",
    ]);
    expect(JSON.stringify(seen)).not.toContain("4111");
    // Its monitor is closed while it waits for news, which is no timeout.
    expect(new Set(endings(seen))).toEqual(new Set(["mongodb closed"]));
  });
});

describe("kafkajs", () => {
  it("is heard with the error of a topic, and an aborted transaction", async () => {
    const stub = await startKafkaStub((topic) => (topic === "read-only" ? 29 : 0));
    const seen = await observe(async () => {
      const kafka = new Kafka({
        brokers: [`127.0.0.1:${String(stub.port)}`],
        logLevel: logLevel.NOTHING,
        retry: { retries: 1, initialRetryTime: 10 },
      });
      const producer = kafka.producer();
      await producer.connect();
      const messages = [{ value: "4111" }];
      await producer.send({ topic: "orders", messages });
      await expect(producer.send({ topic: "read-only", messages })).rejects.toThrow();
      await producer.disconnect();
      const transactional = kafka.producer({ transactionalId: "t", idempotent: true });
      await transactional.connect();
      const transaction = await transactional.transaction();
      await transaction.send({ topic: "orders", messages });
      await transaction.abort();
      await transactional.disconnect();
    });
    stub.close();
    const talk = new Set(["INITPRODUCERID", "FINDCOORDINATOR", "ADDPARTITIONSTOTXN"]);
    expect(spoken(seen, "kafka").filter((verb) => !talk.has(verb))).toEqual([
      "PRODUCE",
      "PRODUCE 29",
      "PRODUCE",
      "ABORT",
    ]);
  });
});
