import { present, unknown } from "@faultline/contract";
import { cacheRead, cacheWrite } from "../kinds/cache.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { unexpiring } from "../kinds/expiry.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Recognise,
} from "../recogniser.js";

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

/** `set(key, value, "EX", seconds)`; other words make it a lock or keep what was set before. */
function set(call: LibraryCall): DraftOf<"cache-operation"> {
  const further = call.argument(2);
  return cacheWrite(
    call,
    further
      ? unknown("more is said of the key than its value")
      : unexpiring(call, 'redis.set(key, value, "EX", 3_600)'),
  );
}

const expiring: Recognise = (call) =>
  cacheWrite(call, present("the key is written with its expiry"));
const plain: Recognise = (call) => cacheWrite(call);

/** The commands of a client or cluster that caches are made of. */
function commands(way: string): Readonly<Record<string, Recognise>> {
  return {
    [`${way}.get()`]: cacheRead,
    [`${way}.mget()`]: cacheRead,
    [`${way}.hget()`]: cacheRead,
    [`${way}.hgetall()`]: cacheRead,
    [`${way}.set()`]: set,
    [`${way}.setex()`]: expiring,
    [`${way}.psetex()`]: expiring,
    [`${way}.mset()`]: plain,
    [`${way}.hset()`]: plain,
    [`${way}.hmset()`]: plain,
    [`${way}.del()`]: plain,
    [`${way}.incr()`]: plain,
  };
}

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
    ...commands("new Redis"),
    ...commands("new Cluster"),
  },
});
