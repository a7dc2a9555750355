import { isErrorLike } from "./compared-values.js";
import { currentScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { isCallable, type Callable } from "./intercept.js";
import { addAsserted } from "./test-record.js";

/** The part of Chai that is needed; the runner's own copy is handed in. */
export interface AssertionLibrary {
  readonly Assertion: { readonly prototype: object };
  readonly util: { readonly flag: (assertion: object, name: string) => unknown };
}

/** Counts assertions made through Chai (`expect` included) and keeps the values they compare. */
export function watchAssertions({ Assertion, util }: AssertionLibrary): void {
  const { prototype } = Assertion;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
    if (NOT_CHECKING.has(name) || descriptor?.configurable !== true) continue;
    const method: unknown = descriptor.value;
    const getter: unknown = Reflect.get(descriptor, "get");
    if (isCallable(method)) {
      const value = watched(method, name, util.flag);
      Object.defineProperty(prototype, name, { ...descriptor, value });
    } else if (isCallable(getter) && (CHECKING_GETTERS.has(name) || CHAINABLE.has(name))) {
      const get = CHAINABLE.has(name)
        ? chainable(getter, name, util.flag)
        : watched(getter, name, util.flag);
      // A getter takes no arguments, so the watched one has the getter's own shape.
      Object.defineProperty(prototype, name, { ...descriptor, get });
    }
  }
}

type Flag = AssertionLibrary["util"]["flag"];

/** Methods that give an assertion its context. */
const NOT_CHECKING = new Set(["constructor", "withContext", "withTest"]);

/** Getters of Chai that assert when they are read. */
const CHECKING_GETTERS = new Set([
  "ok",
  "true",
  "false",
  "null",
  "undefined",
  "NaN",
  "exist",
  "empty",
  "arguments",
  "Arguments",
  "numeric",
  "callable",
  "finite",
  "extensible",
  "sealed",
  "frozen",
  "iterable",
]);

/** Getters of Chai that give a function to assert with, and read as a word otherwise. */
const CHAINABLE = new Set([
  "a",
  "an",
  "include",
  "includes",
  "contain",
  "contains",
  "length",
  "lengthOf",
]);

/** Matchers call each other; only the outermost call is the user's. */
let depth = 0;

function watched(method: Callable, name: string, flag: Flag): Callable {
  return function (this: unknown, ...matcherArguments: unknown[]): unknown {
    depth += 1;
    let result: unknown;
    try {
      result = method.apply(this, matcherArguments);
    } catch (error) {
      depth -= 1;
      guarded(() => {
        if (depth === 0) note([]);
        hideOwnFrames(error);
      });
      throw error;
    }
    depth -= 1;
    if (depth === 0) {
      guarded(() => {
        note(compared(this, name, matcherArguments, flag));
      });
    }
    return result;
  };
}

function chainable(getter: Callable, name: string, flag: Flag): () => unknown {
  return function get(this: object): unknown {
    const chain: unknown = getter.call(this);
    if (!isCallable(chain)) return chain;
    const check = watched(chain, name, flag).bind(this);
    return new Proxy(chain, {
      apply: (_chain, _self, matcherArguments: unknown[]) => check(...matcherArguments),
    });
  };
}

/** What the assertion compared; nothing where that says nothing about the actual value. */
function compared(
  assertion: unknown,
  name: string,
  matcherArguments: readonly unknown[],
  flag: Flag,
): readonly unknown[] {
  if (typeof assertion !== "object" || assertion === null) return [];
  // What was only asserted not to be says nothing about what it was.
  if (flag(assertion, "negate") === true) return [];
  // Chai's `assert(holds, message, negated, expected, actual)` stands behind `assert.equal` and friends.
  if (name === "assert") return matcherArguments.slice(3, 5);
  if (matcherArguments.length === 0) return [];
  const actual = flag(assertion, "object");
  const comparesWhole = typeof actual !== "object" || actual === null || isErrorLike(actual);
  return comparesWhole ? [...matcherArguments, actual] : matcherArguments;
}

function note(values: readonly unknown[]): void {
  const test = currentScope()?.test;
  if (test !== undefined) addAsserted(test, values);
}

/** A failure must point at the user's line, not at the wrapper around the matcher. */
export function hideOwnFrames(error: unknown): void {
  if (!isErrorLike(error) || error.stack === undefined) return;
  const lines = error.stack.split("\n");
  error.stack = lines.filter((line) => !OWN_FRAME.test(line)).join("\n");
}

const OWN_FRAME = /^\s*at .*[\\/]probe[\\/](?:(?:jest-)?assertions|node-assert)\.[jt]s:/;
