import { unexpiringIn } from "../kinds/own-cache.js";
import { cacheRead, cacheWrite } from "../kinds/cache.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** `ttl` is undefined by default, and then nothing expires (keyv.org, "Keyv Options"). */
function set(call: LibraryCall): DraftOf<"cache-operation"> {
  return cacheWrite(
    call,
    unexpiringIn(call, {
      created: [
        [0, "ttl"],
        [1, "ttl"],
        // A store may bound what it keeps by itself.
        [0, "store"],
        [0, "get"],
      ],
      without: "nothing leaves this store by itself, so that it grows and its values grow stale",
      remedy: "new Keyv({ ttl: 600_000 })",
    }),
  );
}

export const keyv: Library = defineLibrary({
  packages: ["keyv"],
  docs: "https://keyv.org/docs/keyv/#options",
  aliases: { "": "Keyv", "new ": "new Keyv" },
  sites: { "new Keyv.get()": cacheRead, "new Keyv.set()": set },
});
