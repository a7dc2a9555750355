import { builderQuery, type BuilderWords } from "../kinds/builder.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const WORDS: BuilderWords = {
  writes: /^(?:insertInto|replaceInto|updateTable|deleteFrom|mergeInto)$/,
  one: /^executeTakeFirst(?:OrThrow)?$/,
  limits: /^(?:limit|top|fetch)$/,
  upserts: /^(?:onConflict|onDuplicateKeyUpdate)$/,
  builds: /^(?:as|compile|toOperationNode)$/,
};

const statement: Recognise = (call) => {
  const first = call.argument(0);
  const subject =
    first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
  return builderQuery(call, WORDS, {
    ...(subject !== undefined && { subject }),
    batch: `where("id", "in", ids) or values(rows)`,
  });
};

const STARTS = [
  "selectFrom",
  "insertInto",
  "replaceInto",
  "updateTable",
  "deleteFrom",
  "mergeInto",
];

export const kysely: Library = defineLibrary({
  packages: ["kysely"],
  docs: "https://kysely.dev/docs/getting-started",
  aliases: {
    "new Transaction": "new Kysely",
    "new Kysely.withSchema()": "new Kysely",
    "new Kysely.with()": "new Kysely",
    "new Kysely.transaction().execute(0:0)": "new Kysely",
    "new Kysely.transaction().setIsolationLevel().execute(0:0)": "new Kysely",
  },
  sites: {
    ...Object.fromEntries(
      STARTS.map((name): [string, Recognise] => [`new Kysely.${name}()`, statement]),
    ),
    "new Kysely.transaction().execute()": (call) => transactionWork(call, { argument: 0 }),
    "new Kysely.transaction().setIsolationLevel().execute()": (call) =>
      transactionWork(call, { argument: 0 }),
  },
});
