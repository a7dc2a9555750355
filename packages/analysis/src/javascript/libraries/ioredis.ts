import { errorListenerFact } from "../kinds/error-listener.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

function client(operation: string): (call: LibraryCall) => DraftOf<"client"> {
  return (call) => ({
    kind: "client",
    library: "ioredis",
    operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "error-listener": errorListenerFact(call, UNHEARD) },
  });
}

/** ioredis 5.11, `built/Redis.js`, `silentEmit`: without a listener the error is written to `console.error`. */
const UNHEARD = {
  without:
    "ioredis only prints what nobody hears, so that a lost Redis reaches neither the service's logs nor its alerts",
  same: ["connect"],
};

export const ioredis: Library = defineLibrary({
  packages: ["ioredis"],
  docs: "https://github.com/redis/ioredis#error-handling",
  aliases: {
    // The class is the module itself and an export; so is the older `createClient()`.
    "": "Redis",
    "new ": "new Redis",
    default: "Redis",
    "new default": "new Redis",
    "createClient()": "new Redis",
    "Redis.Cluster": "Cluster",
    "new Redis.Cluster": "new Cluster",
    "new Redis.duplicate()": "new Redis",
    "new Cluster.duplicate()": "new Cluster",
  },
  sites: {
    "new Redis": client("Redis"),
    "createClient()": client("Redis"),
    "new Redis.duplicate()": client("Redis"),
    "new Cluster": client("Cluster"),
    "new Cluster.duplicate()": client("Cluster"),
  },
});
