import { noteAsked } from "./asked-statements.js";
import { intercept, keepScopeOfCallback, property, prototypeOf } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";

/** A pool calls whoever waits for a connection from the context of who gives one back; a connection queues commands. */
export const mysql2: readonly LoadedLibrary[] = [
  {
    file: /[\\/]mysql2[\\/]lib[\\/](?:base[\\/])?pool\.js$/,
    watch(exported) {
      keepScopeOfCallback(prototypeOf(exported), "getConnection");
    },
  },
  {
    file: /[\\/]mysql2[\\/]lib[\\/](?:base[\\/])?connection\.js$/,
    watch(exported) {
      const prototype = prototypeOf(exported);
      // With its values put in: a query's text, as it is sent.
      intercept(prototype, "addCommand", (command) => {
        if (property(command, "statement") === undefined) noteAsked(property(command, "sql"));
      });
      intercept(prototype, "execute", (query) => {
        noteAsked(typeof query === "string" ? query : property(query, "sql"));
      });
    },
  },
];
