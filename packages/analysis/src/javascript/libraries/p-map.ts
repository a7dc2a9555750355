import { limitedFanOut, startedByArguments } from "../kinds/fan-out.js";
import { countLimit, untimed } from "../kinds/wrapping.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

const REMEDY = "`{ concurrency: 10 }` as the third argument, which is `Infinity` by default";

/** `concurrency` is `Infinity` by default (readme, "options", 7.0). */
function map(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const limit = countLimit("concurrency", call.option(2, "concurrency"), REMEDY);
  return limitedFanOut(call, startedByArguments(call), { limit, remedy: REMEDY });
}

export const pMap: Library = defineLibrary({
  packages: ["p-map"],
  docs: "https://github.com/sindresorhus/p-map#api",
  sites: { "()": map },
  wrappers: { "()": untimed },
});
