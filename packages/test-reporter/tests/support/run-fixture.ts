import { execFile } from "node:child_process";
import { resolve } from "node:path";
import type { ObservedTest, TestRun } from "../../src/test-run.js";
import type { TestObservation } from "../../src/probe/observation.js";

/** What came of running Vitest, with the reporter, on a project below `fixtures/`. */
export interface FixtureRun {
  readonly run: Omit<TestRun, "execution">;
  /** `testsThatRan` by site; null where it can't be told. */
  readonly ran: Readonly<Record<string, readonly string[] | null>>;
  /** `hasRun` by site; null where it can't be told. */
  readonly hasRun: Readonly<Record<string, boolean | null>>;
  readonly exitCode: number;
  readonly output: string;
  readonly observed: (testName: string) => TestObservation;
}

export interface FixtureOptions {
  readonly filters?: readonly string[];
  readonly options?: object;
}

/** Absolute path of a fixture project. */
export function fixturePath(name: string): string {
  return resolve(import.meta.dirname, "../../fixtures", name);
}

/** Runs a fixture in a process of its own. */
export async function runFixture(name: string, options: FixtureOptions = {}): Promise<FixtureRun> {
  const root = fixturePath(name);
  const script = resolve(import.meta.dirname, "run-fixture.mjs");
  const output = await outputOf(root, [script, JSON.stringify({ root, ...options })]);
  const [printed = "", json] = output.split("@@@");
  if (json === undefined) throw new Error(`the run printed no result:\n${output}`);
  const { run, ran, hasRun, exitCode } = JSON.parse(json) as Pick<
    FixtureRun,
    "run" | "ran" | "hasRun" | "exitCode"
  >;
  return {
    run,
    ran,
    hasRun,
    exitCode,
    output: printed,
    observed: (testName) => observationOf(run.tests, testName),
  };
}

function observationOf(tests: readonly ObservedTest[], testName: string): TestObservation {
  const found = tests.find(({ name }) => name.endsWith(` > ${testName}`))?.observation;
  if (found === undefined) throw new Error(`no observation of "${testName}"`);
  return found;
}

/** Standard output and error of a Node process, whatever its exit code. */
export function outputOf(
  root: string,
  parameters: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  // The outer Vitest's variables would make the inner one believe it is a worker.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VITEST|TEST$|NODE_V8_COVERAGE)/.test(name)),
  );
  return new Promise((settle) => {
    execFile(
      "node",
      parameters,
      { cwd: root, env: { ...env, ...variables }, maxBuffer: 2 ** 28 },
      (_error, stdout, stderr) => {
        settle(stdout + stderr);
      },
    );
  });
}
