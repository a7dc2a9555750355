import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import * as vitest from "vitest";
import { enterScope } from "./current-test.js";
import { guarded } from "./guarded.js";
import { property } from "./intercept.js";
import type { LoadedModules } from "./counters.js";
import { createProbe, type Probe } from "./probe.js";
import { LOADED_KEY, OBSERVATION_KEY, SETTINGS_KEY, type ProbeSettings } from "./settings.js";
import { sharedProbe } from "./shared-probe.js";
import type { TestRecord } from "./test-record.js";

/**
 * Vitest runs this file before each test file (the reporter puts it first among the set-up files).
 * It connects the probe to the tests and hands each observation over in `task.meta.faultline`.
 */
const probe = guarded(() => sharedProbe(() => createProbe(vitest.chai)));
if (probe !== undefined) connect(probe);

function connect(probe: Probe): void {
  // `aroundEach` came with 4.1; in 4.0 the property is not there.
  if (typeof vitest.aroundEach === "function") aroundTests(probe);
  else beforeAndAfterTests(probe);
  vitest.afterAll(() => {
    guarded(() => {
      if (!file) return;
      const { root } = vitest.inject(SETTINGS_KEY);
      Reflect.set(file.meta, LOADED_KEY, probe.counters.report(root, loadedModules()));
    });
  });
}

/** The test file, once a test of it has begun. */
let file: vitest.RunnerTestFile | undefined;

function aroundTests(probe: Probe): void {
  vitest.aroundEach(async (runTest, { task }) => {
    file = task.file;
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
    file = task.file;
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
  Reflect.set(task.meta, OBSERVATION_KEY, probe.end(test));
}

/** Vitest keeps what it left to Node beside what it evaluated. */
function loadedModules(): LoadedModules | undefined {
  const modules = property(worker()["evaluatedModules"], "idToModuleMap");
  if (!(modules instanceof Map)) return undefined;
  const evaluated: string[] = [];
  const external: string[] = [];
  for (const module of modules.values() as Iterable<unknown>) {
    const file = property(module, "file");
    const left = property(property(module, "meta"), "externalize");
    if (typeof left === "string") {
      external.push(left.startsWith("file:") ? fileURLToPath(left) : left);
    } else if (typeof file === "string") evaluated.push(resolve(file));
  }
  return { evaluated, external };
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
