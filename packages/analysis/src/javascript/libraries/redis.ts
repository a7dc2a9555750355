import { present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
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

function client(call: LibraryCall): DraftOf<"client"> {
  return {
    kind: "client",
    library: "redis",
    operation: "client",
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "error-listener": listener(call) },
  };
}

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
function set(call: LibraryCall): DraftOf<"cache-operation"> {
  const further = call.argument(2);
  const isCallback = further && call.facts.bindings.functionOf(further) !== undefined;
  return cacheWrite(
    call,
    further && !isCallback
      ? unknown("more is said of the key than its value")
      : unexpiring(call, "client.set(key, value, { EX: 3_600 })"),
  );
}

const expiring: Recognise = (call) =>
  cacheWrite(call, present("the key is written with its expiry"));
const plain: Recognise = (call) => cacheWrite(call);

/** The commands of a client or cluster that caches are made of. */
function commands(way: string): Readonly<Record<string, Recognise>> {
  return {
    [`${way}.get()`]: cacheRead,
    [`${way}.mGet()`]: cacheRead,
    [`${way}.hGet()`]: cacheRead,
    [`${way}.hGetAll()`]: cacheRead,
    [`${way}.set()`]: set,
    [`${way}.setEx()`]: expiring,
    [`${way}.setex()`]: expiring,
    [`${way}.pSetEx()`]: expiring,
    [`${way}.hSet()`]: plain,
    [`${way}.del()`]: plain,
    [`${way}.incr()`]: plain,
  };
}

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
  sites: {
    "createClient()": client,
    "createCluster()": client,
    "createClientPool()": client,
    "createSentinel()": client,
    "createClient().duplicate()": client,
    "createCluster().duplicate()": client,
    ...commands("createClient()"),
    ...commands("createCluster()"),
  },
});
