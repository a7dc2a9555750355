import { cacheCommands, cacheSet, type CacheCommands } from "../kinds/cache.js";
import { connectedClient } from "../kinds/client.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

const client =
  (operation: string): Recognise =>
  (call) =>
    connectedClient(call, "ioredis", operation, errorListenerFact(call, UNHEARD));

/** ioredis 5.11, `built/Redis.js`, `silentEmit`: without a listener the error is written to `console.error`. */
const UNHEARD = {
  without:
    "ioredis only prints what nobody hears, so that a lost Redis reaches neither the service's logs nor its alerts",
  same: ["connect"],
};

/** `set(key, value, "EX", seconds)`; other words make it a lock or keep what was set before. */
const set: Recognise = (call) =>
  cacheSet(call, call.argument(2) !== undefined, 'redis.set(key, value, "EX", 3_600)');

const COMMANDS: CacheCommands = {
  reads: ["get", "mget", "hget", "hgetall"],
  set,
  expiring: ["setex", "psetex"],
  writes: ["mset", "hset", "hmset", "del", "incr"],
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
  configuration: {
    "new Redis": {
      credentials: ["0.password", "1.password", "2.password"],
      addresses: ["0", "1", "0.host"],
    },
    "createClient()": {
      credentials: ["0.password", "1.password", "2.password"],
      addresses: ["0", "1", "0.host"],
    },
    "new Cluster": { credentials: ["1.redisOptions.password"] },
  },
  sites: {
    "new Redis": client("Redis"),
    "createClient()": client("Redis"),
    "new Redis.duplicate()": client("Redis"),
    "new Cluster": client("Cluster"),
    "new Cluster.duplicate()": client("Cluster"),
    ...cacheCommands("new Redis", COMMANDS),
    ...cacheCommands("new Cluster", COMMANDS),
  },
});
