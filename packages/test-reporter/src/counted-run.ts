import type { TestModule, TestProject, Vitest } from "vitest/node";
import { asError } from "./as-error.js";
import { executionFromCounters } from "./execution.js";
import { openSources } from "./load-lazily.js";
import { loadedCodeIn } from "./observed-tests.js";
import type { LoadedCode } from "./probe/observation.js";
import { LOADED_KEY } from "./probe/settings.js";
import type { ProjectSources } from "./project-sources.js";
import type { Execution, ObservedTest } from "./test-run.js";
import { weaveInto } from "./vitest-weaving.js";
import { writesBlob } from "./vitest-output.js";
import type { Woven } from "./weave/weave.js";

/** One run of Vitest whose sources are woven with counters, and what they counted. */
export class CountedRun {
  readonly #vitest: Vitest;
  readonly #settings: unknown;
  readonly #loads = new Set<LoadedCode>();
  #sources: ProjectSources | undefined;
  #failure: Error | undefined;

  constructor(vitest: Vitest, settings: unknown) {
    this.#vitest = vitest;
    this.#settings = settings;
  }

  /** Opened with the first file that a test needs; throws with one line where the settings are wrong. */
  get sources(): ProjectSources {
    return (this.#sources ??= openSources(this.#vitest.config.root, this.#settings));
  }

  weaveInto(project: TestProject): void {
    weaveInto(project, (path, text) => this.#weave(path, text));
  }

  /** Moves what a test file loaded out of its metadata, which the user's own reports may print. */
  take(module: TestModule): void {
    const meta = module.meta();
    const loaded = loadedCodeIn(meta);
    if (loaded !== undefined) this.#loads.add(loaded);
    // A blob carries the metadata to the run that merges the shards.
    if (!writesBlob(this.#vitest)) Reflect.deleteProperty(meta, LOADED_KEY);
  }

  execution(modules: readonly TestModule[], tests: readonly ObservedTest[]): Execution {
    if (this.#failure !== undefined) throw this.#failure;
    for (const module of modules) this.take(module);
    const { sources } = this;
    const { root } = this.#vitest.config;
    return executionFromCounters(root, tests, [...this.#loads], (file) => sources.countersOf(file));
  }

  /** Where it fails the file runs as it is, and the run is not judged. */
  #weave(path: string, text: string): Woven | undefined {
    if (this.#failure !== undefined) return undefined;
    try {
      return this.sources.weave(path, text);
    } catch (error) {
      this.#failure = asError(error);
      return undefined;
    }
  }
}
