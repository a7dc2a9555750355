import { wrappedPageSize, type WrapWords } from "../kinds/schema-wrapped.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
import type { Bound } from "../kinds/page-size.js";

const WORDS: WrapWords = {
  objects: /(?:^|\.)Object$/,
  wraps: /(?:^|\.)(?:Optional|Readonly|ReadonlyOptional)$/,
  boundOf,
  remedy: "maximum: 100",
};

/** Options of a number are those of JSON Schema (README, "Types", 0.34 and 1.4). */
function boundOf(call: LibraryCall): Bound {
  const options = ["maximum", "exclusiveMaximum", "enum"].map((name) => call.option(0, name));
  if (options.some(({ state }) => state === "constant" || state === "given")) return "bounded";
  return options.every(({ state }) => state === "absent") ? "open" : "unknown";
}

const pageSize: Recognise = (call) => wrappedPageSize(call, WORDS);

export const typebox: Library = defineLibrary({
  packages: ["@sinclair/typebox", "typebox"],
  name: "typebox",
  docs: "https://github.com/sinclairzx81/typebox#types",
  aliases: { Type: "" },
  sites: { "Integer()": pageSize, "Number()": pageSize },
});
