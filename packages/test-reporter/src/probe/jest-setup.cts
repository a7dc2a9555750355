import type * as JestTests from "./jest-tests.js" with { "resolution-mode": "import" };

/**
 * Jest runs this file before each test file, in that file's sandbox, where globals and modules are
 * new. The probe lives outside it, once a process: Jest's own state leads to the real process, and
 * that to Node's own `require`. It never throws: the reporter says where the probe did not load.
 */
function connect(): void {
  const state = stateOfCircus();
  if (state === undefined) return;
  const nodeRequire = outerRequire(state);
  // Sound: it is the file beside this one, of the same build.
  const { connectJest } = nodeRequire?.("./jest-tests.js") as typeof JestTests;
  connectJest({ global: globalThis, state, modules: require.cache });
}

/** The state of the runner; undefined for another runner than jest-circus. */
function stateOfCircus(): object | undefined {
  const key = Object.getOwnPropertySymbols(globalThis).find(
    ({ description }) => description === "JEST_STATE_SYMBOL",
  );
  const state: unknown = key && Reflect.get(globalThis, key);
  return typeof state === "object" && state !== null ? state : undefined;
}

function outerRequire(state: object): NodeJS.Require | undefined {
  const outer: unknown = Reflect.get(state, "parentProcess");
  // Sound: Jest keeps the process there that it runs in, to listen for its errors.
  const builtin = (outer as typeof process).getBuiltinModule("node:module");
  return builtin.createRequire(__filename);
}

try {
  connect();
} catch {
  // Another Jest than those known: a test must not fail for it.
}
