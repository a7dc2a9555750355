import type { TSESTree } from "@typescript-eslint/types";
import { calleeName } from "../bindings/static-name.js";
import { isWithin } from "../flow/walk.js";
import type { Bound } from "../kinds/page-size.js";
import { wrappedPageSize, type WrapWords } from "../kinds/schema-wrapped.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** Actions that bound a number from above (valibot.dev/api, "Actions", 1.5). */
const BOUNDS = /^(?:maxValue|ltValue|value|values|picklist)$/;

/** Actions that leave it open. */
const NEUTRAL =
  /^(?:minValue|gtValue|notValue|integer|safeInteger|finite|multipleOf|brand|readonly|description|title|metadata|examples)$/;

const WORDS: WrapWords = {
  objects: /^(?:object|looseObject|strictObject)$/,
  wraps: /^(?:pipe|optional|exactOptional|undefinedable|nullable|nullish|fallback)$/,
  boundOf,
  remedy: "v.maxValue(100)",
};

/** What comes before the number in a pipe only makes it: `v.pipe(v.string(), v.toNumber(), v.number())`. */
function boundOf({ node }: LibraryCall, wrappers: readonly TSESTree.CallExpression[]): Bound {
  const names = wrappers
    .filter(({ callee }) => calleeName(callee) === "pipe")
    .flatMap(({ arguments: parts }) =>
      parts.slice(parts.findIndex((part) => isWithin(node, part)) + 1).map(nameOf),
    );
  if (names.some((name) => BOUNDS.test(name))) return "bounded";
  return names.every((name) => NEUTRAL.test(name)) ? "open" : "unknown";
}

/** `minValue` of `v.minValue(1)`. */
function nameOf(part: TSESTree.CallExpressionArgument): string {
  return part.type === "CallExpression" ? (calleeName(part.callee) ?? "") : "";
}

const pageSize: Recognise = (call) => wrappedPageSize(call, WORDS);

export const valibot: Library = defineLibrary({
  packages: ["valibot"],
  docs: "https://valibot.dev/api/number/",
  sites: { "number()": pageSize },
});
