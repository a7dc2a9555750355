import { unexpiringIn } from "../kinds/own-cache.js";
import { cacheRead, cacheWrite } from "../kinds/cache.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** `stdTTL` is 0 by default, which is unlimited, and `maxKeys` is -1 (README, "Options", node-cache 5.1). */
function set(call: LibraryCall): DraftOf<"cache-operation"> {
  return cacheWrite(
    call,
    unexpiringIn(call, {
      created: [
        [0, "stdTTL"],
        [0, "maxKeys"],
      ],
      without: "nothing leaves this cache by itself, so that it grows and its values grow stale",
      remedy: "new NodeCache({ stdTTL: 600 })",
    }),
  );
}

export const nodeCache: Library = defineLibrary({
  packages: ["node-cache", "@cacheable/node-cache"],
  docs: "https://github.com/node-cache/node-cache#options",
  aliases: { "": "NodeCache", "new ": "new NodeCache" },
  givesPromises: false,
  sites: { "new NodeCache.get()": cacheRead, "new NodeCache.set()": set },
});
