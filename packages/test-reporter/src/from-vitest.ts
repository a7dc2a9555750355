import type { TestCase, TestModule } from "vitest/node";
import type { TestObservation } from "./probe/observation.js";
import type { ObservedTest } from "./test-run.js";

/** The tests of a finished Vitest run, with what the probe saw of each. */
export function observedTests(
  modules: readonly TestModule[],
  observationOf: (test: TestCase) => TestObservation | undefined,
): readonly ObservedTest[] {
  return modules.flatMap((module) =>
    [...module.children.allTests()].map((test): ObservedTest => {
      const observation = observationOf(test);
      const head = {
        name: `${module.relativeModuleId} > ${test.fullName}`,
        state: stateOf(test),
        flaky: test.diagnostic()?.flaky === true,
      };
      return observation === undefined ? head : { ...head, observation };
    }),
  );
}

/** The test files in which a test passed unseen by the probe. Type tests have nothing to see. */
export function filesWithoutProbe(
  modules: readonly TestModule[],
  observationOf: (test: TestCase) => TestObservation | undefined,
): readonly string[] {
  return modules
    .filter((module) => !Object.hasOwn(module.meta(), "typecheck"))
    .filter((module) =>
      [...module.children.allTests("passed")].some((test) => observationOf(test) === undefined),
    )
    .map((module) => module.relativeModuleId);
}

/** A test that was cancelled is still pending at the end; nothing of it can be told. */
function stateOf(test: TestCase): ObservedTest["state"] {
  const { state } = test.result();
  return state === "pending" ? "skipped" : state;
}
