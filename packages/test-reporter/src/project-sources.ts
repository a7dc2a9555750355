import { readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  analyseForCounting,
  isShippedSource,
  listSourceFiles,
  projectFor,
  type CountedAnalysis,
  type ProjectIndex,
} from "@faultline/analysis";
import { parseSettings } from "@faultline/contract";
import { analyseSources, type SourcesAnalysis } from "./evidence/analyse-sources.js";
import type { SourceFile } from "./evidence/source-file.js";
import type { CountedFile } from "./execution.js";
import { loadMark, weave, type Woven } from "./weave/weave.js";

/** The sources of a project as they are on disk, with what could not be read or does not parse. */
export interface ReadSources extends SourcesAnalysis {
  readonly sources: readonly SourceFile[];
}

/** A project's sources: woven while its tests run, and judged afterwards. Each is analysed once, unless it changes. */
export class ProjectSources {
  readonly #root: string;
  readonly #project: ProjectIndex;
  readonly #analyses = new Map<string, { readonly text: string; readonly of: CountedAnalysis }>();

  /** `settings` is what the project's configuration says; throws with one line where that is wrong. */
  constructor(root: string, settings: unknown = {}) {
    const parsed = parseSettings(settings, "settings");
    if (!parsed.ok) throw new Error(parsed.reason);
    this.#root = root;
    this.#project = projectFor(root, parsed.value);
  }

  /**
   * The source at `path` with counters in it; undefined where there is nothing to count, for code that does not ship, and
   * for a text that is not the file's own.
   */
  weave(path: string, text: string): Woven | undefined {
    const file = relative(this.#root, path).replaceAll(sep, "/");
    if (file.startsWith("../") || !isShippedSource(file)) return undefined;
    if (readFileSync(path, "utf8") !== text) return undefined;
    const analysis = this.#analyse({ file, text, path });
    if (!analysis.ok || !analysis.places) return undefined;
    return weave(text, loadMark(file, text, analysis.places), analysis.places);
  }

  /** The counters of a file that was read. */
  countersOf(file: string): CountedFile | undefined {
    const known = this.#analyses.get(file);
    if (known?.of.ok !== true || !known.of.places) return undefined;
    const { places } = known.of;
    return { mark: loadMark(file, known.text, places), sites: new Set(places.ofSites.keys()) };
  }

  /** Reads and analyses all that ships. */
  read(): ReadSources {
    const results = listSourceFiles(this.#root).map((file) => this.#readSource(file));
    const sources = results.flatMap(({ source }) => source ?? []);
    const { sites, problems } = analyseSources(sources, (source) => this.#analyse(source));
    return {
      sources,
      sites,
      problems: [...results.flatMap(({ problem }) => problem ?? []), ...problems],
    };
  }

  #analyse({ file, text, path }: SourceFile & { readonly path: string }): CountedAnalysis {
    const known = this.#analyses.get(file);
    if (known?.text === text) return known.of;
    const analysis = analyseForCounting(file, text, path, this.#project);
    this.#analyses.set(file, { text, of: analysis });
    return analysis;
  }

  #readSource(file: string): {
    readonly source?: SourceFile & { readonly path: string };
    readonly problem?: string;
  } {
    const path = join(this.#root, file);
    try {
      return { source: { file, text: readFileSync(path, "utf8"), path } };
    } catch (error) {
      const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
      // Git still lists a file that was deleted and not committed.
      return code === "ENOENT" ? {} : { problem: `${file} could not be read: ${code}` };
    }
  }
}
