import { itemAliases, modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { MONGO_IN, MONGO_OPERATIONS, mongoTransaction } from "../kinds/mongo.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/** `mongoose.set("transactionAsyncLocalStorage", true)` brings statements into the transaction (mongoosejs.com/docs/transactions.html). */
const AMBIENT = /\btransactionAsyncLocalStorage\b/;

const STYLE = { transaction: "session", limit: "limit", ambient: AMBIENT };

const MODEL: Readonly<Record<string, ModelOperation>> = {
  ...MONGO_OPERATIONS,
  find: { access: "read", options: 2, batch: MONGO_IN },
  findOne: { access: "read", options: 2, one: true, batch: MONGO_IN },
  findById: { access: "read", options: 2, one: true, batch: MONGO_IN },
  exists: { access: "read", options: 1, one: true, batch: MONGO_IN },
  count: { access: "read", options: 1, one: true, batch: "aggregate([{ $group: … }])" },
  create: { access: "write", options: 1, batch: "insertMany(documents)" },
  bulkSave: { access: "write", options: 1, batch: "one bulkSave(documents)" },
  findByIdAndUpdate: { access: "write", options: 2, batch: "bulkWrite(operations)" },
  findByIdAndDelete: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
  findByIdAndRemove: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
  remove: { access: "write", options: 1, batch: "deleteMany({ _id: { $in: ids } })" },
};

const DOCUMENT: Readonly<Record<string, ModelOperation>> = {
  save: { access: "write", options: 0, batch: "bulkSave(documents)" },
};

function transaction(call: LibraryCall): SiteDraft | undefined {
  return transactionWork(call, { argument: 0, isAmbient: call.facts.packageMentions(AMBIENT) });
}

/** What queries give is a document: by itself, and at the end of a chain of refinements. */
const GIVES_DOCUMENT = ["findOne", "findById", "findOneAndUpdate", "findByIdAndUpdate", "create"];

const REFINED = ["", ".exec()", ".orFail()", ".populate()", ".populate().exec()", ".session()"];

const documents = Object.fromEntries(
  ["Model", "new Model"].flatMap((way) =>
    GIVES_DOCUMENT.flatMap((name) =>
      REFINED.map((rest): [string, string] => [`${way}.${name}()${rest}`, "new Document"]),
    ),
  ),
);

/** `Model<User>` as a type is the model too, so that `new Model` may be either; their methods differ. */
export const mongoose: Library = defineLibrary({
  packages: ["mongoose"],
  docs: "https://mongoosejs.com/docs/api/model.html",
  aliases: {
    "new Mongoose": "",
    "new Mongoose.model()": "Model",
    "model()": "Model",
    "connection.model()": "Model",
    "createConnection().model()": "Model",
    "new Connection": "createConnection()",
    connection: "createConnection()",
    "new model()": "new Document",
    "new connection.model()": "new Document",
    "new HydratedDocument": "new Document",
    "new Model.$session()": "startSession()",
    "createConnection().startSession()": "startSession()",
    "Model.startSession()": "startSession()",
    "new ClientSession": "startSession()",
    "new mongo.ClientSession": "startSession()",
    ...documents,
    ...itemAliases(["Model.find()", "new Model.find()"], "new Document"),
  },
  immediate: ["startSession().startTransaction()"],
  configuration: {
    "connect()": { credentials: ["1.pass"], addresses: ["0"] },
    "createConnection()": { credentials: ["1.pass"], addresses: ["0"] },
  },
  sites: {
    ...modelMethods(["Model", "new Model"], MODEL, STYLE),
    ...modelMethods(["new Document", "new Model"], DOCUMENT, STYLE),
    "startSession().startTransaction()": mongoTransaction,
    "startSession().withTransaction()": transaction,
    "createConnection().transaction()": transaction,
  },
});
