import * as vitest from "vitest";
import { startCodeExecution, type CodeExecution } from "./code-execution.js";
import { enterScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { moduleMocks, type ReplacedModule } from "./mocks.js";
import type { ModuleMock } from "./observation.js";
import { createProbe, type Probe } from "./probe.js";
import { SETTINGS_KEY, type ProbeSettings } from "./settings.js";
import { sharedProbe } from "./shared-probe.js";
import type { TestRecord } from "./test-record.js";

/**
 * Vitest runs this file before each test file (the reporter puts it first among the set-up files).
 * It connects the probe to the tests and hands each observation over in `task.meta.faultline`.
 */
const probe = guarded(() => sharedProbe(() => createProbe(vitest.chai, countExecution())));
if (probe !== undefined) connect(probe);

function connect(probe: Probe): void {
  // `aroundEach` came with 4.1; in 4.0 the property is not there.
  if (typeof vitest.aroundEach === "function") aroundTests(probe);
  else beforeAndAfterTests(probe);
}

function aroundTests(probe: Probe): void {
  vitest.aroundEach(async (runTest, { task }) => {
    const test = guarded(() => probe.begin(task.suite ?? task.file));
    if (test === undefined) return runTest();
    await probe.run(test, runTest);
    guarded(() => {
      hand(task, probe, test);
    });
  });
}

function beforeAndAfterTests(probe: Probe): void {
  const tests = new WeakMap<object, TestRecord>();
  vitest.beforeEach(({ task }) => {
    guarded(() => {
      const test = probe.begin(task.suite ?? task.file);
      tests.set(task, test);
      enterScope({ test });
    });
  });
  vitest.afterEach(({ task }) => {
    guarded(() => {
      const test = tests.get(task);
      if (test !== undefined) hand(task, probe, test);
    });
  });
}

function hand(task: vitest.RunnerTestCase, probe: Probe, test: TestRecord): void {
  // A matcher that the user added after the probe was put in is counted by Vitest alone.
  if (test.assertions === 0 && !test.concurrent) {
    test.assertions = vitest.expect.getState().assertionCalls;
  }
  Reflect.set(task.meta, "faultline", probe.end(test, guarded(mocks) ?? []));
}

/**
 * What `vi.mock` and its like replaced, as Vitest's own registry has it. It is private: a property
 * up to 4.1.11, a method from then on.
 */
function mocks(): readonly ModuleMock[] {
  const mocker: unknown = Reflect.get(globalThis, "__vitest_mocker__");
  const find: unknown = Reflect.get(Object(mocker), "getMockerRegistry");
  const registry: unknown =
    typeof find === "function" ? find.call(mocker) : Reflect.get(Object(mocker), "registry");
  const byId: unknown = Reflect.get(Object(registry), "registryById");
  if (!(byId instanceof Map)) return [];
  return moduleMocks(vitest.inject(SETTINGS_KEY).root, [...byId.values()].flatMap(replacedModule));
}

function replacedModule(entry: unknown): readonly ReplacedModule[] {
  const request: unknown = Reflect.get(Object(entry), "raw");
  const file: unknown = Reflect.get(Object(entry), "id");
  if (typeof request !== "string") return [];
  return [
    {
      request,
      file: typeof file === "string" ? file.replace(/\?.*$/, "") : undefined,
      kind: Reflect.get(Object(entry), "type") === "autospy" ? "spy" : "mock",
    },
  ];
}

function countExecution(): CodeExecution | undefined {
  const { root, countExecution } = vitest.inject(SETTINGS_KEY);
  if (!countExecution) return undefined;
  return guarded(() =>
    startCodeExecution(root, (file) => file === worker()["filepath"], startOffsetOf),
  );
}

/** Vitest wraps each module in a function and notes how long the part before the module's code is. */
function startOffsetOf(file: string): number {
  const modules = worker()["moduleExecutionInfo"];
  const known: unknown =
    modules instanceof Map ? modules.get(file.replaceAll("\\", "/")) : undefined;
  const offset: unknown =
    typeof known === "object" && known !== null ? Reflect.get(known, "startOffset") : 0;
  return typeof offset === "number" ? offset : 0;
}

/** Vitest's own state of the worker; private to it, so nothing of its shape is taken for granted. */
function worker(): Readonly<Record<string, unknown>> {
  const state: unknown = Reflect.get(globalThis, "__vitest_worker__");
  return typeof state === "object" && state !== null ? (state as Record<string, unknown>) : {};
}

declare module "vitest" {
  interface ProvidedContext {
    readonly faultline: ProbeSettings;
  }
}
