import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

/** The text is what the statement was prepared from. */
function prepared(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.origin.creation?.arguments[0]);
}

function text(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.argument(0));
}

const STATEMENT = "new Database.prepare()";

/** Every call runs at once and stops the event loop until it is done; none has to be awaited. */
export const betterSqlite3: Library = defineLibrary({
  packages: ["better-sqlite3"],
  docs: "https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md",
  aliases: {
    "new ": "new Database",
    "new Database.Database": "new Database",
    "new Statement": STATEMENT,
    [`${STATEMENT}.pluck()`]: STATEMENT,
    [`${STATEMENT}.raw()`]: STATEMENT,
    [`${STATEMENT}.bind()`]: STATEMENT,
  },
  // All of it is synchronous (docs/api.md).
  givesPromises: false,
  sites: {
    [`${STATEMENT}.run()`]: prepared,
    [`${STATEMENT}.get()`]: prepared,
    [`${STATEMENT}.all()`]: prepared,
    [`${STATEMENT}.iterate()`]: prepared,
    "new Database.exec()": text,
    // Statements on the one connection there is are part of whatever transaction is open on it.
    "new Database.transaction()": (call) => transactionWork(call, { argument: 0, isAmbient: true }),
  },
});
