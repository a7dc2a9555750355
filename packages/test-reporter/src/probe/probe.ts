import { watchAssertions, type AssertionLibrary } from "./assertions.js";
import type { CodeExecution } from "./code-execution.js";
import { releasePorts, runInScope } from "./current-test.js";
import { opaqueEngines } from "./engines/opaque-engines.js";
import { watchEngines, watchLoadedEngines } from "./engines/watch-engines.js";
import { watchFastify } from "./fastify.js";
import { guarded } from "./guarded.js";
import { watchHttpClients } from "./http-client.js";
import { watchHttpServers } from "./http-server.js";
import { watchNodeAssert } from "./node-assert.js";
import type { ModuleMock, TestObservation } from "./observation.js";
import { observeTest } from "./observe-test.js";
import { watchSockets } from "./sockets.js";
import { watchSupertest } from "./supertest.js";
import { createTestRecord, LIMITS, type TestRecord } from "./test-record.js";

/** What a runner's set-up file drives: one call before each test, one after it. */
export interface Probe {
  /** Begins to observe a test. `group` is what tests share when no hook can run between them. */
  begin(group: unknown): TestRecord;
  run<Result>(test: TestRecord, action: () => Result): Result;
  /** `mocks` are the modules that the runner has replaced by now. */
  end(test: TestRecord, mocks: readonly ModuleMock[]): TestObservation;
}

/** Puts the probe into this process. Must be done once per process; see `sharedProbe`. */
export function createProbe(
  assertions: AssertionLibrary,
  execution: CodeExecution | undefined,
): Probe {
  const watchers = [
    watchSockets,
    watchHttpServers,
    watchFastify,
    watchHttpClients,
    watchNodeAssert,
    watchEngines,
    () => {
      watchAssertions(assertions);
    },
  ];
  // One technique that fails (a runtime without a channel) must not take the others with it.
  for (const watch of watchers) guarded(watch);

  const running = new Set<TestRecord>();
  let lastGroup: unknown;
  return {
    begin(group) {
      const test = createTestRecord();
      if (group !== lastGroup) guarded(watchSupertest);
      guarded(watchLoadedEngines);
      if (running.size > 0) share(execution, running);
      // Hooks of the runner may have run since the last test: that code is no test's.
      else if (group !== lastGroup) execution?.take();
      lastGroup = group;
      running.add(test);
      if (running.size > 1) for (const other of running) other.concurrent = true;
      return test;
    },
    run: (test, action) => runInScope({ test }, action),
    end(test, mocks) {
      share(execution, running);
      // What was loaded during the test itself comes too late for the test.
      for (const module of guarded(watchLoadedEngines) ?? []) test.newEngines.add(module);
      running.delete(test);
      test.ended = true;
      releasePorts();
      return observeTest(test, { opaqueEngines: opaqueEngines(), mocks });
    },
  };
}

/** Code that ran while several tests did belongs to each of them. */
function share(execution: CodeExecution | undefined, running: ReadonlySet<TestRecord>): void {
  const scripts = execution?.take() ?? [];
  for (const test of running) {
    const known = new Set(
      test.concurrent ? test.executed.map((script) => JSON.stringify(script)) : [],
    );
    for (const script of scripts) {
      if (test.executed.length >= LIMITS.executed) return;
      if (known.size === 0 || !known.has(JSON.stringify(script))) test.executed.push(script);
    }
  }
}
