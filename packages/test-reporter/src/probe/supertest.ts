import { currentScope } from "./current-test.js";
import { intercept, prototypeOf } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";
import { addAsserted } from "./test-record.js";

/** Counts supertest's `.expect(503)`. */
export const supertest: LoadedLibrary = {
  file: /[\\/]supertest[\\/]lib[\\/]test\.js$/,
  watch(exported) {
    intercept(prototypeOf(exported), "expect", (...expected) => {
      const test = currentScope()?.test;
      if (test === undefined) return;
      addAsserted(
        test,
        expected.filter((value) => typeof value !== "function"),
      );
    });
  },
};
