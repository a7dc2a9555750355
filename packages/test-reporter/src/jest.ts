import type { Settings } from "@faultline/contract";
import { executionFromCoverages } from "./coverage-execution.js";
import { executionFromCounters } from "./execution.js";
import { jestFilesWithoutProbe, observedJestTests, type FinishedFile } from "./from-jest.js";
import { handedSettings } from "./handed-settings.js";
import { gapsOfJestEnd, gapsOfJestSelection, jestShardOf } from "./jest-gaps.js";
import { injectProbe, injectWeaving } from "./jest-injection.js";
import {
  openObservationFolder,
  takeObservations,
  type TakenObservations,
} from "./jest-observation-files.js";
import type { JestFileResult, JestGlobalConfig, JestRunResults, JestTest } from "./jest-types.js";
import { jestVersion } from "./jest-version.js";
import { judgeLazily, openSources, type Judge } from "./load-lazily.js";
import type { ProjectSources } from "./project-sources.js";
import type { TestRun } from "./test-run.js";

/**
 * Jest reporter that says what the tests prove about failure:
 * `jest --reporters=default --reporters=@faultline/test-reporter/jest`. It puts its probe into the
 * tests by itself, and never changes a test's result or the exit code.
 */
export default class FaultlineJestReporter {
  readonly #config: JestGlobalConfig;
  readonly #judge: Judge;
  readonly #settings: unknown;
  readonly #files: FinishedFile[] = [];
  readonly #coverages: unknown[] = [];
  #folder: string | undefined;
  #openSources: ProjectSources | undefined;
  #failure: unknown;

  /** `judge` is there for tests of the reporter; Jest itself passes the options of the configuration. */
  constructor(
    config: JestGlobalConfig,
    options: { readonly judge?: Judge; readonly settings?: Settings } = {},
  ) {
    this.#config = config;
    this.#judge = options.judge ?? judgeLazily;
    this.#settings = options.settings ?? handedSettings();
  }

  onRunStart(): void {
    this.#attempt(() => {
      this.#folder = openObservationFolder(this.#config.rootDir);
    });
  }

  onTestFileStart({ context: { config } }: JestTest): void {
    this.#attempt(() => {
      injectProbe(config);
      const { collectCoverage, rootDir } = this.#config;
      // The user's coverage must count the code as the user wrote it.
      if (!collectCoverage) injectWeaving(config, rootDir, this.#settings);
    });
  }

  onTestFileResult({ context: { config } }: JestTest, result: JestFileResult): void {
    this.#files.push({ config, result });
    // Jest drops it when the reporters have seen it.
    if (result.coverage !== undefined) this.#coverages.push(result.coverage);
  }

  async onRunComplete(_contexts: unknown, results: JestRunResults): Promise<void> {
    const { rootDir } = this.#config;
    try {
      const run = this.#finish(results);
      if (run === undefined) return;
      print(await this.#judge(run, rootDir, this.#sources));
    } catch (error) {
      const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
      print(`Faultline could not judge this run: ${line}`);
    }
  }

  /** The finished run; undefined for a part of the suite that watch mode ran again. */
  #finish(results: JestRunResults): TestRun | undefined {
    const config = this.#config;
    const { lines, loads } = this.#folder === undefined ? NOTHING : takeObservations(this.#folder);
    if (this.#failure !== undefined) throw this.#failure as Error;
    const left = gapsOfJestSelection(config, process.argv);
    if ((config.watch || config.watchAll) && left.length > 0) return undefined;
    const files = this.#files.toSorted((a, b) => (pathOf(a) < pathOf(b) ? -1 : 1));
    const shard = jestShardOf(config);
    const tests = observedJestTests(config.rootDir, files, lines);
    return {
      runner: { name: "jest", version: jestVersion(config.rootDir) },
      ...(shard && { shard }),
      isSelection: left.length > 0,
      incomplete: [
        ...left,
        ...gapsOfJestEnd(config, files, results),
        ...jestFilesWithoutProbe(config.rootDir, files, lines).map(
          (file) => `the probe did not load in ${file}`,
        ),
      ],
      tests,
      execution: config.collectCoverage
        ? executionFromCoverages(config.rootDir, this.#coverages)
        : executionFromCounters(config.rootDir, tests, loads, (file) =>
            this.#sources.countersOf(file),
          ),
    };
  }

  get #sources(): ProjectSources {
    return (this.#openSources ??= openSources(this.#config.rootDir, this.#settings));
  }

  /** A fault of ours is said once, at the end, and never reaches Jest. */
  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#failure ??= error;
    }
  }
}

function pathOf({ result }: FinishedFile): string {
  return result.testFilePath;
}

const NOTHING: TakenObservations = { lines: [], loads: [] };

/** Like Jest's own reporters, on standard error: standard output may carry `--json`. */
function print(text: string): void {
  process.stderr.write(`\n${text}\n`);
}
