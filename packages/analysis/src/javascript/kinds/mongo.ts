import type { LibraryCall, SiteDraft } from "../recogniser.js";
import type { ModelOperation } from "./model-query.js";
import { transactionByHand } from "./transaction.js";

/** How MongoDB is asked for many documents at once. */
export const MONGO_IN = "find({ _id: { $in: ids } })";

/** The methods of a collection that mongoose's models take over as they are. */
export const MONGO_OPERATIONS: Readonly<Record<string, ModelOperation>> = {
  countDocuments: { access: "read", options: 1, one: true, batch: "aggregate([{ $group: … }])" },
  estimatedDocumentCount: { access: "read", one: true },
  distinct: { access: "read", options: 2, batch: MONGO_IN },
  aggregate: {
    access: "read",
    options: 1,
    batch: "aggregate([{ $match: { _id: { $in: ids } } }])",
  },
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

/** A transaction of a session that the code opens and closes itself. */
export function mongoTransaction(call: LibraryCall): SiteDraft {
  return transactionByHand(call, {
    methods: /^(?:commitTransaction|abortTransaction)$/,
    // Ending a session aborts its transaction (mongodb 6, `lib/sessions.js`).
    discards: /^endSession$/,
    remedy: "session.withTransaction(async () => { … }), which aborts by itself",
  });
}
