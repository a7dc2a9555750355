import { builderQuery, type BuilderWords } from "../kinds/builder.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const WORDS: BuilderWords = {
  writes:
    /^(?:insert|insertAndFetch|insertGraph|insertGraphAndFetch|upsertGraph|upsertGraphAndFetch|update|updateAndFetchById|patch|patchAndFetchById|patchAndFetch|delete|deleteById|relate|unrelate|increment|decrement)$/,
  one: /^(?:findById|findOne|first|resultSize)$/,
  limits: /^(?:limit|page|range)$/,
  upserts: /^(?:onConflict|upsertGraph|upsertGraphAndFetch)$/,
  joins: /^transacting$/,
  builds: /^(?:as|toKnexQuery|clone)$/,
};

/** `Person.query(trx)` is part of a transaction. */
const statement: Recognise = (call) =>
  builderQuery(call, WORDS, {
    batch: `whereIn("id", ids) or insert(rows)`,
    ...(call.argument(0) && { transaction: "given" }),
  });

export const objection: Library = defineLibrary({
  packages: ["objection"],
  docs: "https://vincit.github.io/objection.js/",
  aliases: {
    "Model.query().findById()": "new Model",
    "Model.query().findOne()": "new Model",
    "Model.query().first()": "new Model",
  },
  sites: {
    "Model.query()": statement,
    "new Model.$query()": statement,
    "new Model.$relatedQuery()": statement,
    "Model.relatedQuery()": statement,
    "Model.transaction()": (call) => transactionWork(call),
    "transaction()": (call) => transactionWork(call),
  },
});
