import { fileURLToPath } from "node:url";
import type { Settings } from "@faultline/contract";
import type { Reporter, TestCase, TestModule, TestSpecification, Vitest } from "vitest/node";
import { executionFromCoverage } from "./coverage-execution.js";
import { executionFromCounters } from "./execution.js";
import { filesWithoutProbe, observedTests } from "./from-vitest.js";
import { handedSettings } from "./handed-settings.js";
import { judgeLazily, openSources, type Judge } from "./load-lazily.js";
import { loadedCodeIn, observationIn } from "./observed-tests.js";
import type { LoadedCode, TestObservation } from "./probe/observation.js";
import { LOADED_KEY, OBSERVATION_KEY, SETTINGS_KEY } from "./probe/settings.js";
import type { ProjectSources } from "./project-sources.js";
import { canProbe, gapsOfEnd, gapsOfProjects, gapsOfSelection, shardOf } from "./run-gaps.js";
import type { Execution, ObservedTest, TestRun } from "./test-run.js";
import { print, writesBlob } from "./vitest-output.js";
import { addSetupFile } from "./vitest-setup-file.js";
import { weaveInto } from "./vitest-weaving.js";
import type { Woven } from "./weave/weave.js";

/**
 * Vitest reporter that says what the tests prove about failure:
 * `vitest run --reporter=default --reporter=@faultline/test-reporter/vitest`. It puts its probe
 * into the tests by itself, and never changes a test's result or the exit code.
 */
export default class FaultlineReporter implements Reporter {
  readonly #judge: Judge;
  readonly #settings: Settings | undefined;
  readonly #observations = new Map<string, TestObservation>();
  readonly #loads: LoadedCode[] = [];
  #vitest: Vitest | undefined;
  #sources: ProjectSources | undefined;
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
      vitest.provide(SETTINGS_KEY, { root: vitest.config.root });
      for (const project of vitest.projects) {
        if (!canProbe(project)) continue;
        addSetupFile(project, probe);
        // The user's coverage must count the code as the user wrote it.
        if (!vitest.config.coverage.enabled)
          weaveInto(project, (path, text) => this.#weave(vitest, path, text));
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
      this.#takeLoaded(module);
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
      print(vitest, await this.#judge(run, vitest.config.root, this.#sourcesOf(vitest)));
    } catch (error) {
      const [line = ""] = asError(error).message.split("\n");
      print(vitest, `Faultline could not judge this run: ${line}`);
    }
    this.#observations.clear();
    this.#loads.length = 0;
    this.#sources = undefined;
  }

  async #finish(vitest: Vitest, modules: readonly TestModule[], reason: string): Promise<TestRun> {
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
      execution: this.#execution(vitest, modules, tests),
    };
  }

  #execution(
    vitest: Vitest,
    modules: readonly TestModule[],
    tests: readonly ObservedTest[],
  ): Execution {
    const { root } = vitest.config;
    if (this.#coverage !== undefined) return executionFromCoverage(root, this.#coverage);
    for (const module of modules) this.#takeLoaded(module);
    const sources = this.#sourcesOf(vitest);
    return executionFromCounters(root, tests, this.#loads.slice(), (file) =>
      sources.countersOf(file),
    );
  }

  #sourcesOf(vitest: Vitest): ProjectSources {
    const settings = this.#settings ?? handedSettings();
    return (this.#sources ??= openSources(vitest.config.root, settings));
  }

  /** Where it fails the file runs as it is, and what ran of it is unknown. */
  #weave(vitest: Vitest, path: string, text: string): Woven | undefined {
    if (this.#failure !== undefined || this.#isRerun) return undefined;
    try {
      return this.#sourcesOf(vitest).weave(path, text);
    } catch (error) {
      this.#failure ??= error;
      return undefined;
    }
  }

  #takeLoaded(module: TestModule): void {
    const meta = module.meta();
    const loaded = loadedCodeIn(meta);
    if (loaded === undefined || this.#loads.includes(loaded)) return;
    this.#loads.push(loaded);
    if (!this.#keepsMeta) Reflect.deleteProperty(meta, LOADED_KEY);
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

function asError(failure: unknown): Error {
  return failure instanceof Error ? failure : new Error(String(failure));
}
