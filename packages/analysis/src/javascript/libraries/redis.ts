import { unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { cacheCommands, cacheSet, type CacheCommands } from "../kinds/cache.js";
import { connectedClient } from "../kinds/client.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const client: Recognise = (call) => connectedClient(call, "redis", "client", listener(call));

/**
 * From 4.0: "You MUST listen to error events" (README, "Events"). Before, a `retry_strategy` takes
 * lost connections over, and no event is emitted (redis 3.1, `index.js`, `on_error`).
 */
function listener(call: LibraryCall): Fact {
  const major = call.facts.package.majorOf("redis") ?? 0;
  const hasStrategy =
    major < 4 &&
    [0, 1, 2].some(
      (index) => call.option(index, "retry_strategy").state !== "absent" && isOptions(call, index),
    );
  return hasStrategy
    ? unknown("a `retry_strategy` takes lost connections over")
    : errorListenerFact(call, {
        without:
          "node-redis emits `error` when its connection is lost, and without a listener that ends the process and the client never reconnects",
        same: ["connect"],
      });
}

/** A URL or a port has no options; only what may be an object has. */
function isOptions(call: LibraryCall, index: number): boolean {
  const argument = call.argument(index);
  return argument !== undefined && constantOf(call.facts.bindings, argument) === undefined;
}

/** `set(key, value, { EX: seconds })`, and before 4.0 `set(key, value, "EX", seconds, callback)`. */
const set: Recognise = (call) => {
  const further = call.argument(2);
  const isCallback = further && call.facts.bindings.functionOf(further) !== undefined;
  return cacheSet(
    call,
    further !== undefined && !isCallback,
    "client.set(key, value, { EX: 3_600 })",
  );
};

const COMMANDS: CacheCommands = {
  reads: ["get", "mGet", "hGet", "hGetAll"],
  set,
  expiring: ["setEx", "setex", "pSetEx"],
  writes: ["hSet", "del", "incr"],
};

export const redis: Library = defineLibrary({
  packages: ["redis", "@redis/client"],
  docs: "https://github.com/redis/node-redis#events",
  aliases: {
    // Type names, and what older versions construct.
    "new RedisClientType": "createClient()",
    "new RedisClient": "createClient()",
    "new RedisClusterType": "createCluster()",
    "createClient().connect()": "createClient()",
    "createCluster().connect()": "createCluster()",
    "createClient().duplicate()": "createClient()",
    "createCluster().duplicate()": "createCluster()",
  },
  configuration: {
    "createClient()": { credentials: ["0.password"], addresses: ["0.url", "0.socket.host"] },
    "createCluster()": { credentials: ["0.defaults.password"] },
  },
  sites: {
    "createClient()": client,
    "createCluster()": client,
    "createClientPool()": client,
    "createSentinel()": client,
    "createClient().duplicate()": client,
    "createCluster().duplicate()": client,
    ...cacheCommands("createClient()", COMMANDS),
    ...cacheCommands("createCluster()", COMMANDS),
  },
});
