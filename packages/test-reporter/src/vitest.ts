import { fileURLToPath } from "node:url";
import type { Settings } from "@faultline/contract";
import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from "vitest/node";
import { executionFromCoverage } from "./coverage-execution.js";
import { executionFromCounts, UNKNOWN_EXECUTION } from "./execution.js";
import { filesWithoutProbe, observedTests } from "./from-vitest.js";
import { handedSettings } from "./handed-settings.js";
import { judgeLazily, type Judge } from "./judge-lazily.js";
import { OBSERVATION_KEY, observationIn } from "./observed-tests.js";
import type { TestObservation } from "./probe/observation.js";
import { SETTINGS_KEY } from "./probe/settings.js";
import { canProbe, gapsOfEnd, gapsOfProjects, gapsOfSelection, shardOf } from "./run-gaps.js";
import type { Execution, ObservedTest, TestRun } from "./test-run.js";
import { print, writesBlob } from "./vitest-output.js";
import { loadedSources } from "./vitest-sources.js";

/**
 * Vitest reporter that says what the tests prove about failure:
 * `vitest run --reporter=default --reporter=@faultline/test-reporter/vitest`. It puts its probe
 * into the tests by itself, and never changes a test's result or the exit code.
 */
export default class FaultlineReporter implements Reporter {
  readonly #judge: Judge;
  readonly #settings: Settings | undefined;
  readonly #observations = new Map<string, TestObservation>();
  #vitest: Vitest | undefined;
  #specifications: readonly TestSpecification[] = [];
  #coverage: unknown;
  #isRerun = false;
  #keepsMeta = false;
  #failure: unknown;

  /** `judge` is there for tests of the reporter; Vitest itself passes the options of the configuration. */
  constructor(options: { readonly judge?: Judge; readonly settings?: Settings } = {}) {
    this.#judge = options.judge ?? judgeLazily;
    this.#settings = options.settings;
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
    this.#attempt(() => {
      const probe = fileURLToPath(new URL("./probe/setup.js", import.meta.url));
      this.#keepsMeta = writesBlob(vitest);
      vitest.provide(SETTINGS_KEY, {
        root: vitest.config.root,
        countExecution: countsExecution(vitest),
      });
      for (const project of vitest.projects) {
        const { setupFiles } = project.config;
        if (canProbe(project) && !setupFiles.includes(probe)) setupFiles.unshift(probe);
      }
    });
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    if (!this.#isRerun) this.#specifications = specifications;
  }

  onWatcherRerun(): void {
    this.#isRerun = true;
  }

  onTestCaseResult(test: TestCase): void {
    this.#attempt(() => {
      this.#take(test);
    });
  }

  onCoverage(coverage: unknown): void {
    this.#coverage = coverage;
  }

  async onTestRunEnd(
    modules: readonly TestModule[],
    _errors: readonly unknown[],
    reason: string,
  ): Promise<void> {
    const vitest = this.#vitest;
    if (vitest === undefined || this.#isRerun) return;
    try {
      if (this.#failure !== undefined) throw asError(this.#failure);
      const run = await this.#finish(vitest, modules, reason);
      print(vitest, await this.#judge(run, vitest.config.root, this.#settings ?? handedSettings()));
    } catch (error) {
      const [line = ""] = asError(error).message.split("\n");
      print(vitest, `Faultline could not judge this run: ${line}`);
    }
    this.#observations.clear();
  }

  async #finish(vitest: Vitest, modules: readonly TestModule[], reason: string): Promise<TestRun> {
    const observationOf = (test: TestCase): TestObservation | undefined => this.#take(test);
    const tests = observedTests(modules, observationOf);
    const left = await gapsOfSelection(vitest, this.#specifications);
    const blind = filesWithoutProbe(modules, observationOf);
    const shard = shardOf(vitest);
    return {
      runner: { name: "vitest", version: vitest.version },
      ...(shard && { shard }),
      isSelection: left.length > 0,
      incomplete: [
        ...left,
        ...gapsOfProjects(vitest),
        ...gapsOfEnd(vitest, modules, reason),
        ...blind.map((file) => `the probe did not load in ${file}`),
      ],
      tests,
      execution: await this.#execution(vitest, tests),
    };
  }

  async #execution(vitest: Vitest, tests: readonly ObservedTest[]): Promise<Execution> {
    const { root } = vitest.config;
    if (this.#coverage !== undefined) return executionFromCoverage(root, this.#coverage);
    if (!countsExecution(vitest)) return UNKNOWN_EXECUTION;
    return executionFromCounts(root, tests, await loadedSources(root, vitest.projects, tests));
  }

  /** Moves the observation out of the metadata, which the user's own reports print in full. */
  #take(test: TestCase): TestObservation | undefined {
    const meta = test.meta();
    const observation = observationIn(meta) ?? this.#observations.get(test.id);
    if (observation !== undefined) this.#observations.set(test.id, observation);
    // A blob carries the metadata to the run that merges the shards.
    if (!this.#keepsMeta) Reflect.deleteProperty(meta, OBSERVATION_KEY);
    return observation;
  }

  /** A fault of ours is said once, at the end, and never reaches Vitest. */
  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failure ??= error;
    }
  }
}

/** The user's coverage owns V8's counters and tells what ran; so does a tool around the whole run. */
function countsExecution(vitest: Vitest): boolean {
  return !vitest.config.coverage.enabled && process.env["NODE_V8_COVERAGE"] === undefined;
}

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
