import { fanOut, limitedBy, startedBy } from "../kinds/fan-out.js";
import { countLimit, untimed } from "../kinds/wrapping.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

const REMEDY = "`{ concurrency: 10 }` as the third argument, which is `Infinity` by default";

/** `concurrency` is `Infinity` by default (readme, "options", 7.0). */
function map(call: LibraryCall): DraftOf<"fan-out"> | undefined {
  const { facts, node, operation } = call;
  const [collection, callback] = [call.argument(0), call.argument(1)];
  const started = collection && callback && startedBy(facts, collection, callback);
  if (!started) return undefined;
  const draft = fanOut(facts, { call: node, library: "p-map", operation, remedy: REMEDY }, started);
  return limitedBy(draft, countLimit("concurrency", call.option(2, "concurrency"), REMEDY));
}

export const pMap: Library = defineLibrary({
  packages: ["p-map"],
  docs: "https://github.com/sindresorhus/p-map#api",
  sites: { "()": map },
  wrappers: { "()": untimed },
});
