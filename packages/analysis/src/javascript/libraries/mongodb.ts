import { databasePool } from "../kinds/database-owner.js";
import { modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { reuseFact } from "../kinds/reuse.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

const STYLE = { transaction: "session", limit: "limit" };

const IN = "find({ _id: { $in: ids } })";

const COLLECTION: Readonly<Record<string, ModelOperation>> = {
  find: { access: "read", options: 1, batch: IN },
  findOne: { access: "read", options: 1, one: true, batch: IN },
  countDocuments: { access: "read", options: 1, one: true, batch: "aggregate([{ $group: … }])" },
  estimatedDocumentCount: { access: "read", one: true },
  distinct: { access: "read", options: 2, batch: IN },
  aggregate: {
    access: "read",
    options: 1,
    batch: "aggregate([{ $match: { _id: { $in: ids } } }])",
  },
  insertOne: { access: "write", options: 1, batch: "insertMany(documents)" },
  insertMany: { access: "write", options: 1, batch: "one insertMany(documents)" },
  bulkWrite: { access: "write", options: 1, batch: "one bulkWrite(operations)" },
  updateOne: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  updateMany: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  replaceOne: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  findOneAndUpdate: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  findOneAndReplace: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  findOneAndDelete: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
  deleteOne: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
  deleteMany: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
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

function begin(call: LibraryCall): SiteDraft {
  return transactionByHand(call, {
    methods: /^(?:commitTransaction|abortTransaction)$/,
    // Ending a session aborts its transaction (mongodb 6, `lib/sessions.js`).
    discards: /^endSession$/,
    remedy: "session.withTransaction(async () => { … }), which aborts by itself",
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
  sites: {
    "new MongoClient": client,
    "MongoClient.connect()": client,
    ...modelMethods(["new Collection"], COLLECTION, STYLE),
    "new ClientSession.startTransaction()": begin,
    "new ClientSession.withTransaction()": transaction,
  },
});
