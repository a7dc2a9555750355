import { watchAssertions, type AssertionLibrary } from "./assertions.js";
import { Counters, installCounters } from "./counters.js";
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
import { watchLoadedLibraries } from "./loaded-libraries.js";
import { watchSockets } from "./sockets.js";
import { createTestRecord, type TestRecord } from "./test-record.js";

/** What a runner's set-up file drives: one call before each test, one after it. */
export interface Probe {
  /** Begins to observe a test. `group` is what tests share when no hook can run between them. */
  begin(group: unknown): TestRecord;
  run<Result>(test: TestRecord, action: () => Result): Result;
  /** `mocks` are the modules that the runner has replaced by now. */
  end(test: TestRecord, mocks: readonly ModuleMock[]): TestObservation;
  readonly counters: Counters;
}

/** Puts the probe into this process. Must be done once per process; see `sharedProbe`. */
export function createProbe(assertions: AssertionLibrary): Probe {
  const counters = new Counters();
  const watchers = [
    () => {
      installCounters(counters);
    },
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
    counters,
    begin(group) {
      const test = createTestRecord();
      if (group !== lastGroup) guarded(watchLoadedLibraries);
      guarded(watchLoadedEngines);
      lastGroup = group;
      running.add(test);
      if (running.size > 1) for (const other of running) other.concurrent = true;
      return test;
    },
    run: (test, action) => runInScope({ test }, action),
    end(test, mocks) {
      // What was loaded during the test itself comes too late for the test.
      for (const module of guarded(watchLoadedEngines) ?? []) test.newEngines.add(module);
      running.delete(test);
      test.ended = true;
      releasePorts();
      return observeTest(test, { opaqueEngines: opaqueEngines(), mocks });
    },
  };
}
