import { isCallable } from "../intercept.js";
import { bookCalls } from "./book-statement.js";
import type { EngineWatch } from "./engine.js";

const IDENTITY = { engine: "postgres", module: "pg-mem", isEmulation: true } as const;

/** An imitation of Postgres in JavaScript; whichever driver it stands in for, its schemas run the statements. */
export const pgMem: EngineWatch = {
  module: IDENTITY.module,
  trace: { kind: "module", file: /[\\/]pg-mem[\\/]index\.js$/ },
  watch(exported) {
    const create: unknown = Reflect.get(Object(exported), "newDb");
    // The schema's class is not exported; an empty database of our own leads to it.
    const database: unknown = isCallable(create) ? create() : undefined;
    const schema: unknown = Reflect.get(Object(database), "public");
    if (typeof schema !== "object" || schema === null) throw new Error("no schema");
    const prototype = Reflect.getPrototypeOf(schema);
    if (prototype === null) throw new Error("no class of schemas");
    bookCalls(prototype, ["query", "none", "one", "many", "prepare"], {
      engine: IDENTITY,
      textOf: (_schema, [text]) => (typeof text === "string" ? withoutValues(text) : undefined),
      codeOf: (error) => {
        const code: unknown = Reflect.get(Object(error), "code");
        return typeof code === "string" ? code : undefined;
      },
    });
  },
};

/** It writes parameters into the statement, and values are never kept. */
function withoutValues(text: string): string {
  return text.replace(/'(?:[^']|'')*'/g, "?");
}
