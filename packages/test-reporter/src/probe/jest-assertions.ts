import { hideOwnFrames } from "./assertions.js";
import { isErrorLike } from "./compared-values.js";
import { currentScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { isCallable, type Callable } from "./intercept.js";
import { addAsserted } from "./test-record.js";

/** Absolute path of the test file that runs in the sandbox. */
export function testPathOf(global: object): string {
  const path: unknown = Reflect.get(stateOf(global), "testPath");
  if (typeof path !== "string") throw new Error("Jest's matchers don't say which file runs");
  return path;
}

/** How many assertions Jest counted since the current test began. */
export function assertionsOf(global: object): number {
  const calls: unknown = Reflect.get(stateOf(global), "assertionCalls");
  return typeof calls === "number" ? calls : 0;
}

/**
 * Counts assertions made through `expect` in a sandbox and keeps the values they compare. Call it
 * again when matchers may have been added.
 */
export function watchMatchers(global: object): void {
  const matchers: unknown = Reflect.get(matchersObject(global), "matchers");
  if (typeof matchers !== "object" || matchers === null) return;
  for (const [name, matcher] of Object.entries(matchers)) {
    if (!isCallable(matcher) || watched.has(matcher) || isSnapshot(name)) continue;
    Reflect.set(matchers, name, watchedMatcher(matcher));
  }
}

/**
 * Watches what Jest keeps to itself: `rejects.toThrow` never reaches the matchers. An `expect`
 * imported from `@jest/globals` stays unwatched; Jest counts its assertions.
 */
export function watchExpect(global: object): void {
  const expect: unknown = Reflect.get(global, "expect");
  if (!isCallable(expect)) return;
  const watchedExpect = new Proxy(expect, {
    apply(target, self, expectArguments: unknown[]) {
      const expectation = Reflect.apply(target, self, expectArguments);
      guarded(() => {
        watchPromised(expectation, "rejects", expectArguments[0]);
        watchPromised(expectation, "resolves", undefined);
      });
      return expectation;
    },
  });
  Reflect.set(global, "expect", watchedExpect);
}

/** Most assertions are about no promise: the matchers for promises are watched when they are asked for. */
function watchPromised(expectation: unknown, name: string, rejected: unknown): void {
  const matchers: unknown = Reflect.get(Object(expectation), name);
  if (typeof matchers !== "object" || matchers === null) return;
  let promised: object | undefined;
  Object.defineProperty(expectation, name, {
    configurable: true,
    enumerable: true,
    get: () => (promised ??= guarded(() => promisedMatchers(matchers, rejected)) ?? matchers),
  });
}

function promisedMatchers(matchers: object, rejected: unknown): object {
  const entries = Object.entries(matchers).map(([name, matcher]: [string, unknown]) => {
    if (name === "not") return [name, promisedMatchers(Object(matcher) as object, undefined)];
    if (!isCallable(matcher) || isSnapshot(name)) return [name, matcher];
    return [name, promisedMatcher(matcher, TO_THROW.has(name) ? rejected : undefined)];
  });
  return Object.fromEntries(entries) as object;
}

const TO_THROW = new Set(["toThrow", "toThrowError"]);

/** What the test awaits is what this gives, so that a failure stays as unhandled as it was. */
function promisedMatcher(matcher: Callable, rejected: unknown): Callable {
  return (...expected) => {
    let outcome: unknown;
    try {
      outcome = matcher(...expected);
    } catch (error) {
      hideOwnFrames(error);
      throw error;
    }
    const then: unknown = Reflect.get(Object(outcome), "then");
    if (!isCallable(then)) return outcome;
    const passed = async (value: unknown): Promise<unknown> => {
      if (rejected === undefined) return value;
      const reason = await reasonOf(rejected);
      guarded(() => {
        note([...expected, reason]);
      });
      return value;
    };
    return then.call(outcome, passed, (error: unknown) => {
      guarded(() => {
        hideOwnFrames(error);
      });
      throw error;
    });
  };
}

/** Why a promise was rejected, once it is known that it was; a function is not called again. */
async function reasonOf(rejected: unknown): Promise<unknown> {
  try {
    if (!isCallable(rejected)) await rejected;
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Snapshots find the line to write to on the stack, and nothing of ours may be there. */
function isSnapshot(name: string): boolean {
  return name.endsWith("Snapshot");
}

const watched = new WeakSet();

/** Matchers call each other; only the outermost call is the user's. */
let depth = 0;

function watchedMatcher(matcher: Callable): Callable {
  const watchedOne = function (this: unknown, ...matcherArguments: unknown[]): unknown {
    depth += 1;
    try {
      return matcher.apply(this, matcherArguments);
    } finally {
      depth -= 1;
      guarded(() => {
        if (depth === 0) note(compared(this, matcherArguments));
      });
    }
  };
  // Jest marks its own matchers with a symbol, and treats them otherwise than the user's.
  Object.defineProperties(watchedOne, Object.getOwnPropertyDescriptors(matcher));
  watched.add(watchedOne);
  return watchedOne;
}

/** What a matcher compares; nothing where that says nothing about the actual value. */
function compared(context: unknown, [actual, ...expected]: readonly unknown[]): readonly unknown[] {
  if (Reflect.get(Object(context), "isNot") === true || expected.length === 0) return [];
  const comparesWhole = typeof actual !== "object" || actual === null || isErrorLike(actual);
  return comparesWhole ? [...expected, actual] : expected;
}

function note(values: readonly unknown[]): void {
  const test = currentScope()?.test;
  if (test !== undefined) addAsserted(test, values);
}

function stateOf(global: object): object {
  return Object(Reflect.get(matchersObject(global), "state")) as object;
}

/** Where `expect` keeps its state and matchers, of every copy of it in the sandbox. */
function matchersObject(global: object): object {
  return Object(Reflect.get(global, Symbol.for("$$jest-matchers-object"))) as object;
}
