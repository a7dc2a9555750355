import assert from "node:assert";
import { syncBuiltinESMExports } from "node:module";
import { hideOwnFrames } from "./assertions.js";
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
    const ok: unknown = Reflect.get(owner, "ok");
    if (isCallable(ok)) Reflect.set(owner, "ok", counted(ok));
  }
  syncBuiltinESMExports();
}

const ASSERTIONS = [
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
  return new Proxy(original, {
    apply(target, self, callArguments: unknown[]) {
      guarded(() => {
        note(callArguments);
      });
      try {
        return target.apply(self, callArguments);
      } catch (error) {
        hideOwnFrames(error);
        throw error;
      }
    },
  });
}

/**
 * `ok` shows its caller's source in its message, so that no call of ours may stand between: the
 * handler is asked for a trap, and has none. The values it would see are `true`.
 */
function counted(original: Callable): Callable {
  const handler = {
    get apply(): undefined {
      guarded(() => {
        note([]);
      });
      return undefined;
    },
  };
  return new Proxy(original, handler as { apply?: never });
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
