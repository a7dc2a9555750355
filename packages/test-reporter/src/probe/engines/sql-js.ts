import { createRequire } from "node:module";
import { follow, isCallable } from "../intercept.js";
import { bookCalls, type StatementCall } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";
import { prototypeOf } from "./exported.js";
import { callsWithText } from "./sqlite-calls.js";
import { sqliteCode } from "./sqlite-codes.js";

const IDENTITY = { engine: "sqlite", module: "sql.js", isEmulation: false } as const;

/** SQLite compiled to WebAssembly. Its classes are made when the WebAssembly is there. */
export const sqlJs: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "web-assembly", caller: /[\\/]sql\.js[\\/]dist[\\/]sql-wasm[-\w]*\.js$/ },
  async watch(caller) {
    const initialise: unknown = createRequire(import.meta.url)(String(caller));
    if (!isCallable(initialise)) return;
    // It keeps the promise of its first call, so that this starts nothing.
    const exported = await initialise();
    const database = prototypeOf(exported, "Database");
    // The class of prepared statements is not exported; each of them leads to it.
    follow(database, "prepare", (_text, statement) => {
      if (typeof statement !== "object" || statement === null) return;
      const prototype = Reflect.getPrototypeOf(statement);
      if (prototype !== null) bookCalls(prototype, ["step", "run"], STATEMENT);
    });
    bookCalls(database, ["run", "exec", "each"], callsWithText(IDENTITY));
    bookCalls(database, ["prepare"], { ...callsWithText(IDENTITY), onlyFailures: true });
  },
};

const STATEMENT: StatementCall = { engine: IDENTITY, textOf: textOfStatement, codeOf: sqliteCode };

/** A statement gives a row a step; it is booked at its first. */
function textOfStatement(statement: unknown): string | undefined {
  if (typeof statement !== "object" || statement === null) return undefined;
  const text: unknown = Reflect.get(statement, "getSQL");
  if (!isCallable(text) || stepped.has(statement)) return undefined;
  stepped.add(statement);
  const sql = text.call(statement);
  return typeof sql === "string" ? sql : undefined;
}

const stepped = new WeakSet();
