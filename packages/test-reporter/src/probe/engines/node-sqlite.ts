import { bookCalls } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";
import { prototypeOf } from "./exported.js";
import { callsOfPrepared, callsWithText } from "./sqlite-calls.js";

const IDENTITY = { engine: "sqlite", module: "node:sqlite", isEmulation: false } as const;

/** The SQLite that comes with Node 22.5 and later. */
export const nodeSqlite: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "builtin", name: "sqlite" },
  watch(builtin) {
    const calls = callsOfPrepared(IDENTITY, "sourceSQL");
    bookCalls(prototypeOf(builtin, "StatementSync"), ["run", "get", "all", "iterate"], calls);
    const database = prototypeOf(builtin, "DatabaseSync");
    bookCalls(database, ["exec"], callsWithText(IDENTITY));
    bookCalls(database, ["prepare"], { ...callsWithText(IDENTITY), onlyFailures: true });
  },
};
