import { bookCalls } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";
import { prototypeOf } from "./exported.js";
import { callsOfPrepared, callsWithText } from "./sqlite-calls.js";

const IDENTITY = { engine: "sqlite", module: "better-sqlite3", isEmulation: false } as const;

/** The addon's own classes: the JavaScript around them may be loaded many times, they are loaded once. */
export const betterSqlite3: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "addon", file: /[\\/]better_sqlite3\.node$/ },
  watch(addon) {
    const calls = callsOfPrepared(IDENTITY, "source");
    bookCalls(prototypeOf(addon, "Statement"), ["run", "get", "all", "iterate"], calls);
    const database = prototypeOf(addon, "Database");
    bookCalls(database, ["exec"], callsWithText(IDENTITY));
    bookCalls(database, ["prepare"], { ...callsWithText(IDENTITY), onlyFailures: true });
  },
};
