import { relative, sep } from "node:path";
import type { TestCase, TestModule } from "vitest/node";
import type { TestObservation } from "./probe/observation.js";
import type { ObservedTest } from "./test-run.js";

/** The tests of a finished Vitest run, with what the probe saw of each. */
export function observedTests(
  root: string,
  modules: readonly TestModule[],
  observationOf: (test: TestCase) => TestObservation | undefined,
): readonly ObservedTest[] {
  return modules.flatMap((module) =>
    [...module.children.allTests()].map((test): ObservedTest => {
      const observation = observationOf(test);
      const head = {
        name: `${moduleName(root, module)} > ${test.fullName}`,
        state: stateOf(test),
        flaky: test.diagnostic()?.flaky === true,
      };
      return observation === undefined ? head : { ...head, observation };
    }),
  );
}

/** The test files in which a test passed unseen by the probe. Type tests have nothing to see. */
export function filesWithoutProbe(
  root: string,
  modules: readonly TestModule[],
  observationOf: (test: TestCase) => TestObservation | undefined,
): readonly string[] {
  return modules
    .filter((module) => !Object.hasOwn(module.meta(), "typecheck"))
    .filter((module) =>
      [...module.children.allTests("passed")].some((test) => observationOf(test) === undefined),
    )
    .map((module) => moduleName(root, module));
}

/** `[unit] tests/a.test.ts`: two projects may run one file. */
export function moduleName(root: string, { moduleId, project }: TestModule): string {
  const file = relative(root, moduleId).split(sep).join("/");
  return project.name === "" ? file : `[${project.name}] ${file}`;
}

/** A test that was cancelled is still pending at the end; nothing of it can be told. */
function stateOf(test: TestCase): ObservedTest["state"] {
  const { state } = test.result();
  return state === "pending" ? "skipped" : state;
}
