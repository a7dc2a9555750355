import { errorListenerFact } from "../kinds/error-listener.js";
import { publish } from "../kinds/queue.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** pg-boss 10.4, `src/index.js`: errors of its pool and its maintenance are emitted by the instance. */
function boss(call: LibraryCall): DraftOf<"queue"> {
  return {
    kind: "queue",
    library: "pg-boss",
    operation: "PgBoss",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      "error-listener": errorListenerFact(call, {
        without:
          "pg-boss emits `error` when its database is gone or its maintenance fails, and without a listener that ends the process",
        same: ["start"],
      }),
    },
  };
}

function consumer(call: LibraryCall): DraftOf<"consumer"> {
  return {
    kind: "consumer",
    library: "pg-boss",
    operation: "work",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
  };
}

export const pgBoss: Library = defineLibrary({
  packages: ["pg-boss"],
  docs: "https://timgit.github.io/pg-boss/#/./api/events",
  aliases: { "": "PgBoss", "new ": "new PgBoss", "new PgBoss.start()": "new PgBoss" },
  sites: {
    "new PgBoss": boss,
    "new PgBoss.send()": publish,
    "new PgBoss.insert()": publish,
    "new PgBoss.work()": consumer,
  },
});
