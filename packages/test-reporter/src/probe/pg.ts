import { noteAsked } from "./asked-statements.js";
import { intercept, keepScopeOfCallback, property, prototypeOf } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";

/** A pool calls whoever waits for a connection from the context of who gives one back; a client queues queries. */
export const pg: readonly LoadedLibrary[] = [
  {
    file: /[\\/]pg-pool[\\/]index\.js$/,
    watch(exported) {
      keepScopeOfCallback(prototypeOf(exported), "connect");
    },
  },
  {
    file: /[\\/]pg[\\/]lib[\\/]client\.js$/,
    watch(exported) {
      intercept(prototypeOf(exported), "query", (query) => {
        noteAsked(typeof query === "string" ? query : property(query, "text"));
      });
    },
  },
];
