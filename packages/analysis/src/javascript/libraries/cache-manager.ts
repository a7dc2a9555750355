import { unknown, type Fact } from "@faultline/contract";
import { cacheRead, cacheWrite } from "../kinds/cache.js";
import { unexpiringIn } from "../kinds/own-cache.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/**
 * From version 6 on a cache without `stores` is a map in memory that keeps everything, unless `ttl` is set, in
 * milliseconds (cache-manager 7.2, `dist/index.mjs`). Before, a store in memory held 500 values by default
 * (4.1 and 5.7, `stores/memory.js`), and `ttl` was seconds up to 4.
 */
function set(call: LibraryCall): DraftOf<"cache-operation"> {
  return cacheWrite(call, expiry(call));
}

function expiry(call: LibraryCall): Fact {
  if (!call.origin.path.startsWith("createCache()"))
    return unknown("its store may bound what it keeps");
  return unexpiringIn(call, {
    created: [
      [0, "ttl"],
      [0, "stores"],
      // Up to version 5 it takes a store.
      [0, "get"],
    ],
    without: "nothing leaves this cache by itself, so that it grows and its values grow stale",
    remedy: "createCache({ ttl: 600_000 })",
  });
}

const WAYS = ["createCache()", "caching()", "multiCaching()", "new Cache"];

export const cacheManager: Library = defineLibrary({
  packages: ["cache-manager"],
  docs: "https://github.com/jaredwray/cacheable/tree/main/packages/cache-manager#options",
  sites: Object.fromEntries(
    WAYS.flatMap((way) => [
      [`${way}.get()`, cacheRead],
      [`${way}.mget()`, cacheRead],
      [`${way}.set()`, set],
      [`${way}.wrap()`, set],
    ]),
  ),
  // A store tells of a write that failed by an event, and the promise settles (keyv 5.6, `set`).
  immediate: WAYS.map((way) => `${way}.set()`),
});
