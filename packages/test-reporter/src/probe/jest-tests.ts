import { enterScope, currentScope, runInScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { isCallable } from "./intercept.js";
import { assertionsOf, testPathOf, watchExpect, watchMatchers } from "./jest-assertions.js";
import {
  openObservations,
  PROJECT_KEY,
  rootOfRun,
  type Observations,
} from "./jest-observations.js";
import { installCounters, type LoadedModules } from "./counters.js";
import { watchLoadedLibraries } from "./loaded-libraries.js";
import { createProbe, type Probe } from "./probe.js";
import { sharedProbe } from "./shared-probe.js";
import type { TestRecord } from "./test-record.js";

/** What the set-up file finds in the sandbox of a test file. */
export interface Sandbox {
  readonly global: object;
  /** The state of jest-circus. */
  readonly state: object;
  /** The modules that were loaded in the sandbox, by their paths. */
  readonly modules: Readonly<Record<string, unknown>>;
}

/** Connects the probe to the tests of one file; does nothing where no reporter waits for it. */
export function connectJest(sandbox: Sandbox): void {
  const { global, state } = sandbox;
  const project: unknown = Reflect.get(global, PROJECT_KEY);
  Reflect.deleteProperty(global, PROJECT_KEY);
  const env: unknown = Reflect.get(Object(Reflect.get(global, "process")), "env");
  const observations = openObservations(testPathOf(global), String(project), Object(env) as object);
  if (observations === undefined) return;
  const probe = sharedProbe(() => createProbe());
  lastFile?.close();
  const file = new TestFile(sandbox, probe, observations);
  lastFile = file;
  guarded(() => {
    installCounters(probe.counters, global);
    const afterAll: unknown = Reflect.get(global, "afterAll");
    if (isCallable(afterAll)) afterAll(file.finished);
  });
  watchExpect(global);
  watchProperty(state, "hasStarted", () => {
    file.started();
  });
  watchProperty(state, "currentlyRunningTest", (test) => {
    if (isTest(test)) file.testStarted(test);
    else file.testEnded();
  });
}

/** A test as jest-circus has it. */
interface CircusTest {
  readonly type: "test";
  readonly name: string;
  readonly concurrent?: boolean;
  readonly status?: string | null;
  readonly parent: object;
  fn: unknown;
}

/** The tests of one file and what is being gathered about them. */
class TestFile {
  readonly #sandbox: Sandbox;
  readonly #probe: Probe;
  readonly #observations: Observations;
  readonly #ordinals = new Map<CircusTest, number>();
  readonly #running = new Map<CircusTest, TestRecord>();
  #group: unknown;

  constructor(sandbox: Sandbox, probe: Probe, observations: Observations) {
    this.#sandbox = sandbox;
    this.#probe = probe;
    this.#observations = observations;
  }

  /** All tests of the file are known, and none has run. */
  started(): void {
    watchMatchers(this.#sandbox.global);
    // After the user's own hooks, which run code too.
    const hooks: unknown = Reflect.get(
      Object(Reflect.get(this.#sandbox.state, "rootDescribeBlock")) as object,
      "hooks",
    );
    if (Array.isArray(hooks)) {
      const own = hooks.findIndex((hook) => Reflect.get(Object(hook), "fn") === this.finished);
      if (own !== -1) hooks.push(...(hooks.splice(own, 1) as unknown[]));
    }
    for (const test of testsBelow(Reflect.get(this.#sandbox.state, "rootDescribeBlock"))) {
      this.#ordinals.set(test, this.#ordinals.size);
      if (test.concurrent === true) this.#runInOwnScope(test);
    }
  }

  /** Jest sets the running test before its first hook, in the task that the hooks and the test continue. */
  testStarted(test: CircusTest): void {
    this.#dropSkipped();
    enterScope({ test: this.#recordOf(test) });
  }

  /** The last hook of the file. */
  readonly finished = (): void => {
    guarded(() => {
      this.#observations.addLoaded(this.#probe.counters.report(rootOfRun(), this.#loaded()));
    });
  };

  /** ES modules leave no trace; a test file that is none of the modules is one, and so may others be. */
  #loaded(): LoadedModules | undefined {
    const evaluated = Object.keys(this.#sandbox.modules);
    if (!evaluated.includes(testPathOf(this.#sandbox.global))) return undefined;
    return { evaluated, external: [] };
  }

  close(): void {
    for (const test of this.#running.keys()) this.#drop(test);
  }

  testEnded(): void {
    const record = currentScope()?.test;
    const ended = [...this.#running].find(([, running]) => running === record);
    if (ended === undefined) return;
    const [test, running] = ended;
    if (!running.concurrent) {
      // Jest alone counts what goes past the watched matchers, such as `rejects.toThrow`.
      running.assertions = Math.max(running.assertions, assertionsOf(this.#sandbox.global));
    }
    this.#running.delete(test);
    const observation = this.#probe.end(running);
    enterScope(undefined);
    if (test.status === "done") {
      this.#observations.add(this.#ordinals.get(test) ?? 0, titlesOf(test), observation);
    }
  }

  /** Jest 29 starts concurrent tests all at once, before it says that they started. */
  #runInOwnScope(test: CircusTest): void {
    const original = test.fn;
    if (!isCallable(original)) return;
    const record = (): TestRecord => this.#recordOf(test);
    const fn = function (this: unknown, ...callArguments: unknown[]): unknown {
      const own = guarded(record);
      const run = (): unknown => original.apply(this, callArguments);
      return own === undefined ? run() : runInScope({ test: own }, run);
    };
    // Jest tells by the number of parameters whether a test takes a callback.
    Object.defineProperty(fn, "length", { value: original.length });
    test.fn = fn;
  }

  #recordOf(test: CircusTest): TestRecord {
    const known = this.#running.get(test);
    if (known !== undefined) return known;
    if (test.parent !== this.#group) watchLoadedLibraries(this.#sandbox.modules);
    this.#group = test.parent;
    const record = this.#probe.begin(titlesOf(test).slice(0, -1).join(" > "));
    this.#running.set(test, record);
    return record;
  }

  /** Jest 29 starts a test that it then skips, and does not say that it ended. */
  #dropSkipped(): void {
    for (const test of this.#running.keys()) {
      if (test.status === "skip" || test.status === "todo") this.#drop(test);
    }
  }

  #drop(test: CircusTest): void {
    const record = this.#running.get(test);
    this.#running.delete(test);
    if (record !== undefined) this.#probe.end(record);
  }
}

/** The file that ran before in this process, where something of it may still be running. */
let lastFile: TestFile | undefined;

/** Calls `then` after each assignment to a property, in the task that assigns. */
function watchProperty(owner: object, name: string, then: (value: unknown) => void): void {
  let current: unknown = Reflect.get(owner, name);
  Object.defineProperty(owner, name, {
    configurable: true,
    enumerable: true,
    get: () => current,
    set(value: unknown) {
      current = value;
      guarded(() => {
        then(value);
      });
    },
  });
}

function isTest(value: unknown): value is CircusTest {
  return typeof value === "object" && value !== null && Reflect.get(value, "type") === "test";
}

function testsBelow(block: unknown): readonly CircusTest[] {
  const children: unknown = Reflect.get(Object(block), "children");
  if (!Array.isArray(children)) return [];
  return children.flatMap((child) => (isTest(child) ? [child] : testsBelow(child)));
}

/** The titles of the describe blocks around a test, and its own. */
function titlesOf(test: CircusTest): readonly string[] {
  const titles: string[] = [];
  let block: unknown = test;
  while (typeof block === "object" && block !== null) {
    titles.unshift(String(Reflect.get(block, "name")));
    block = Reflect.get(block, "parent");
  }
  // The root block has a name too, which no report shows.
  return titles.slice(1);
}
