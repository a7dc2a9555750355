import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/** Statements are made by its `sql` tag only, whose values are parameters. */
function query(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.argument(0), { sql: undefined });
}

const QUERIES = [
  "query",
  "any",
  "anyFirst",
  "many",
  "manyFirst",
  "maybeOne",
  "maybeOneFirst",
  "one",
  "oneFirst",
  "exists",
];

export const slonik: Library = defineLibrary({
  packages: ["slonik"],
  docs: "https://github.com/gajus/slonik",
  aliases: {
    "new DatabasePool": "createPool()",
    "new CommonQueryMethods": "createPool()",
    "new DatabasePoolConnection": "createPool()",
    "new DatabaseTransactionConnection": "createPool().transaction(0:0)",
    "createPool().transaction(0:0)": "createPool()",
    "createPool().connect(0:0)": "createPool()",
  },
  sites: {
    ...Object.fromEntries(QUERIES.map((name) => [`createPool().${name}()`, query])),
    "createPool().transaction()": (call) => transactionWork(call, { argument: 0 }),
  },
});
