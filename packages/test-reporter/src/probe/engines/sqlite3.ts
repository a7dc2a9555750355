import { bookCalls } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";
import { prototypeOf } from "./exported.js";
import { callsOfPrepared, callsWithText } from "./sqlite-calls.js";

const IDENTITY = { engine: "sqlite", module: "sqlite3", isEmulation: false } as const;

/** The addon tells of failures in callbacks; `run` and its like of a database prepare a statement and run that. */
export const sqlite3: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "addon", file: /[\\/]node_sqlite3\.node$/ },
  watch(addon) {
    const calls = callsOfPrepared(IDENTITY, "sql");
    bookCalls(prototypeOf(addon, "Statement"), ["run", "get", "all", "each"], calls);
    bookCalls(prototypeOf(addon, "Database"), ["exec"], callsWithText(IDENTITY));
  },
};
