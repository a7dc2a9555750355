import type { StatementCall } from "./book-statement.js";
import type { EngineIdentity } from "./engine.js";
import { sqliteCode } from "./sqlite-codes.js";

/** Calls of a method that takes the statement as its first argument. */
export function callsWithText(engine: EngineIdentity): StatementCall {
  return {
    engine,
    textOf: (_database, [text]) => (typeof text === "string" ? text : undefined),
    codeOf: sqliteCode,
  };
}

/** Calls of a method of a prepared statement, which holds its text under `name`. */
export function callsOfPrepared(engine: EngineIdentity, name: string): StatementCall {
  return {
    engine,
    textOf: (statement) => {
      const text: unknown = Reflect.get(Object(statement), name);
      return typeof text === "string" ? text : undefined;
    },
    codeOf: sqliteCode,
  };
}
