import { relative, sep } from "node:path";
import type { TestName } from "@faultline/contract";
import type { ObservationLine } from "./probe/jest-observations.js";
import type { TestObservation } from "./probe/observation.js";
import type { JestFileResult, JestProjectConfig, JestTestResult } from "./jest-types.js";
import type { ObservedTest } from "./test-run.js";

/** A test file that ran in one of Jest's projects. */
export interface FinishedFile {
  readonly config: JestProjectConfig;
  readonly result: JestFileResult;
}

/** The tests of a finished Jest run, with what the probe saw of each. */
export function observedJestTests(
  root: string,
  files: readonly FinishedFile[],
  lines: readonly ObservationLine[],
): readonly ObservedTest[] {
  const observations = new Observed(lines);
  return files.flatMap((file) =>
    file.result.testResults.map((test): ObservedTest => {
      const observation = observations.take(file, test);
      const head: ObservedTest = {
        name: nameOf(root, file, test),
        state: stateOf(test),
        flaky: test.status === "passed" && (test.invocations ?? 1) > 1,
      };
      return observation === undefined ? head : { ...head, observation };
    }),
  );
}

/** The test files in which a test passed unseen by the probe. */
export function jestFilesWithoutProbe(
  root: string,
  files: readonly FinishedFile[],
  lines: readonly ObservationLine[],
): readonly string[] {
  const observations = new Observed(lines);
  return files
    .filter((file) =>
      file.result.testResults
        .filter(({ status }) => status === "passed")
        .some((test) => observations.take(file, test) === undefined),
    )
    .map((file) => fileName(root, file));
}

/** `[unit] tests/a.test.ts`: two projects may run one file. */
export function fileName(root: string, { config, result }: FinishedFile): string {
  const file = relative(root, result.testFilePath).split(sep).join("/");
  return config.displayName === undefined ? file : `[${config.displayName.name}] ${file}`;
}

/** The observations by test. Of those with one name, Jest reports first what it found first. */
class Observed {
  readonly #byName = new Map<string, Map<number, TestObservation>>();

  constructor(lines: readonly ObservationLine[]) {
    for (const { project, file, titles, ordinal, observation } of lines) {
      const key = JSON.stringify([project, file, ...titles]);
      const tries = this.#byName.get(key) ?? new Map<number, TestObservation>();
      // The last try of a test decides, as it does for its result.
      tries.set(ordinal, observation);
      this.#byName.set(key, tries);
    }
  }

  take({ config, result }: FinishedFile, test: JestTestResult): TestObservation | undefined {
    if (stateOf(test) === "skipped") return undefined;
    const titles = [...test.ancestorTitles, test.title];
    const tests = this.#byName.get(JSON.stringify([config.id, result.testFilePath, ...titles]));
    const first = [...(tests?.keys() ?? [])].sort((a, b) => a - b)[0];
    if (first === undefined) return undefined;
    const observation = tests?.get(first);
    tests?.delete(first);
    return observation;
  }
}

function nameOf(root: string, file: FinishedFile, test: JestTestResult): TestName {
  return [fileName(root, file), ...test.ancestorTitles, test.title].join(" > ");
}

function stateOf({ status }: JestTestResult): ObservedTest["state"] {
  return status === "passed" || status === "failed" ? status : "skipped";
}
