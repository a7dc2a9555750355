import { watchAssertions, type AssertionLibrary } from "./assertions.js";
import { isCallable, property } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";

/** A Chai of the user's own, beside the runner's `expect`. */
export const chai: LoadedLibrary = {
  file: /[\\/]chai[\\/](?:lib[\\/])?(?:chai|index)\.c?js$/,
  watch(exported) {
    if (!isChai(exported) || watched.has(exported.Assertion)) return;
    watched.add(exported.Assertion);
    watchAssertions(exported);
  },
};

const watched = new WeakSet();

function isChai(exported: unknown): exported is AssertionLibrary {
  return (
    isCallable(property(exported, "Assertion")) &&
    isCallable(property(property(exported, "util"), "flag"))
  );
}
