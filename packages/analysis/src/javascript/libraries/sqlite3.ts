import { sqlQuery } from "../kinds/sql-statement.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";

function query(call: LibraryCall): SiteDraft {
  return sqlQuery(call, call.argument(0), { transaction: "unknown" });
}

export const sqlite3: Library = defineLibrary({
  packages: ["sqlite3", "@louislam/sqlite3", "@vscode/sqlite3"],
  docs: "https://github.com/TryGhost/node-sqlite3/wiki/API",
  aliases: { "verbose()": "" },
  sites: {
    "new Database.run()": query,
    "new Database.get()": query,
    "new Database.all()": query,
    "new Database.each()": query,
    "new Database.exec()": query,
  },
});
