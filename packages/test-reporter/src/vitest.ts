import { fileURLToPath } from "node:url";
import type { Settings } from "@faultline/contract";
import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from "vitest/node";
import { executionFromCoverage } from "./coverage-execution.js";
import { asError } from "./as-error.js";
import { CountedRun } from "./counted-run.js";
import { filesWithoutProbe, observedTests } from "./from-vitest.js";
import { handedSettings } from "./handed-settings.js";
import { judgeLazily, type Judge } from "./load-lazily.js";
import { observationIn } from "./observed-tests.js";
import type { TestObservation } from "./probe/observation.js";
import { OBSERVATION_KEY, SETTINGS_KEY } from "./probe/settings.js";
import { canProbe, gapsOfEnd, gapsOfProjects, gapsOfSelection, shardOf } from "./run-gaps.js";
import type { TestRun } from "./test-run.js";
import { print, writesBlob } from "./vitest-output.js";
import { addSetupFile } from "./vitest-setup-file.js";

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
  #counted: CountedRun | undefined;
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
      const counted = new CountedRun(vitest, this.#settings ?? handedSettings());
      this.#counted = counted;
      vitest.provide(SETTINGS_KEY, { root: vitest.config.root });
      for (const project of vitest.projects) {
        if (!canProbe(project)) continue;
        addSetupFile(project, probe);
        // The user's coverage must count the code as the user wrote it.
        if (!vitest.config.coverage.enabled) counted.weaveInto(project);
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

  onTestModuleEnd(module: TestModule): void {
    this.#attempt(() => {
      this.#counted?.take(module);
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
    const counted = this.#counted;
    if (vitest === undefined || this.#isRerun) return;
    try {
      if (this.#failure !== undefined || !counted) throw asError(this.#failure);
      const run = await this.#finish({ vitest, counted, modules, reason });
      print(vitest, await this.#judge(run, vitest.config.root, counted.sources));
    } catch (error) {
      const [line = ""] = asError(error).message.split("\n");
      print(vitest, `Faultline could not judge this run: ${line}`);
    }
    this.#observations.clear();
  }

  async #finish({ vitest, counted, modules, reason }: FinishedRun): Promise<TestRun> {
    const observationOf = (test: TestCase): TestObservation | undefined => this.#take(test);
    const tests = observedTests(vitest.config.root, modules, observationOf);
    const left = await gapsOfSelection(vitest, this.#specifications);
    const blind = filesWithoutProbe(vitest.config.root, modules, observationOf);
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
      execution:
        this.#coverage === undefined
          ? counted.execution(modules, tests)
          : executionFromCoverage(vitest.config.root, this.#coverage),
    };
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

interface FinishedRun {
  readonly vitest: Vitest;
  readonly counted: CountedRun;
  readonly modules: readonly TestModule[];
  readonly reason: string;
}
