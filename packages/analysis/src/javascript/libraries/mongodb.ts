import { databasePool } from "../kinds/database-owner.js";
import { modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { MONGO_IN, MONGO_OPERATIONS, mongoTransaction } from "../kinds/mongo.js";
import { reuseFact } from "../kinds/reuse.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

const STYLE = { transaction: "session", limit: "limit" };

const COLLECTION: Readonly<Record<string, ModelOperation>> = {
  ...MONGO_OPERATIONS,
  find: { access: "read", options: 1, batch: MONGO_IN },
  findOne: { access: "read", options: 1, one: true, batch: MONGO_IN },
  insertOne: { access: "write", options: 1, batch: "insertMany(documents)" },
};

function client(call: LibraryCall): SiteDraft {
  return databasePool(call, {
    reuse: reuseFact(
      call,
      ["close"],
      "finally { await client.close() }, or one client for the process",
    ),
  });
}

function transaction(call: LibraryCall): SiteDraft | undefined {
  return transactionWork(call, { argument: 0 });
}

export const mongodb: Library = defineLibrary({
  packages: ["mongodb"],
  docs: "https://mongodb.github.io/node-mongodb-native/",
  aliases: {
    "MongoClient.connect()": "new MongoClient",
    "connect()": "new MongoClient",
    "new MongoClient.connect()": "new MongoClient",
    "new MongoClient.db()": "new Db",
    "new Db.collection()": "new Collection",
    "new Db.createCollection()": "new Collection",
    "new MongoClient.startSession()": "new ClientSession",
    "new MongoClient.withSession(0:0)": "new ClientSession",
  },
  immediate: ["new ClientSession.startTransaction()"],
  configuration: {
    "new MongoClient": { credentials: ["1.auth.password"], addresses: ["0"] },
    "MongoClient.connect()": { credentials: ["1.auth.password"], addresses: ["0"] },
  },
  sites: {
    "new MongoClient": client,
    "MongoClient.connect()": client,
    ...modelMethods(["new Collection"], COLLECTION, STYLE),
    "new ClientSession.startTransaction()": mongoTransaction,
    "new ClientSession.withTransaction()": transaction,
  },
});
