import assert from "node:assert";
import { syncBuiltinESMExports } from "node:module";
import { currentScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { isCallable, type Callable } from "./intercept.js";
import { addAsserted } from "./test-record.js";

/**
 * Counts assertions made with `node:assert`, named imports included. Libraries assert too: only
 * calls from outside `node_modules` count.
 */
export function watchNodeAssert(): void {
  for (const owner of [assert, assert.strict]) {
    for (const name of ASSERTIONS) {
      const original: unknown = Reflect.get(owner, name);
      if (isCallable(original)) Reflect.set(owner, name, watched(original));
    }
  }
  syncBuiltinESMExports();
}

const ASSERTIONS = [
  "ok",
  "equal",
  "notEqual",
  "strictEqual",
  "notStrictEqual",
  "deepEqual",
  "notDeepEqual",
  "deepStrictEqual",
  "notDeepStrictEqual",
  "match",
  "doesNotMatch",
  "throws",
  "doesNotThrow",
  "rejects",
  "doesNotReject",
];

function watched(original: Callable): Callable {
  // The name and arity stay: `assert` shows its caller's source in the message of `ok`.
  return new Proxy(original, {
    apply(target, self, callArguments: unknown[]) {
      guarded(() => {
        note(callArguments);
      });
      return target.apply(self, callArguments);
    },
  });
}

function note(callArguments: readonly unknown[]): void {
  const test = currentScope()?.test;
  if (test === undefined || isLibraryCall()) return;
  addAsserted(test, callArguments.slice(0, 2));
}

function isLibraryCall(): boolean {
  const caller = new Error().stack
    ?.split("\n")
    .slice(1)
    .find((line) => !/test-reporter[\\/](?:dist|src)[\\/]probe|Reflect\.apply/.test(line));
  return caller === undefined || /node_modules|\(?node:/.test(caller);
}
