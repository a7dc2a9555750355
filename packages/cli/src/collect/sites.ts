import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  analyseSource,
  isConfigurationFile,
  isShippedSource,
  listFiles,
} from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";
import { reasonOf } from "../errors.js";
import type { Unreadable } from "./unreadable.js";

/** Everything the analysis states of a project. */
export interface CollectedSites {
  /** Every file of the project, relative, sorted. */
  readonly files: readonly string[];
  readonly sites: readonly FaultSite[];
  readonly unreadable: readonly Unreadable[];
  /** SHA-256 of each shipped source that was read, by file. */
  readonly digests: ReadonlyMap<string, string>;
}

type Analyse = typeof analyseSource;

/** What one file gave. */
interface AnalysedFile {
  readonly sites: readonly FaultSite[];
  readonly unreadable: readonly Unreadable[];
}

/** Reads and analyses the shipped sources and manifests below `root`; `analyseText` is there for tests. */
export function collectSites(root: string, analyseText: Analyse = analyseSource): CollectedSites {
  const files = listFiles(root);
  return { files, ...analyseFiles(root, files.filter(isAnalysed), analyseText) };
}

/** The same for these files alone. */
export function analyseFiles(
  root: string,
  files: readonly string[],
  analyseText: Analyse = analyseSource,
): Omit<CollectedSites, "files"> {
  const digests = new Map<string, string>();
  const analysed = files.map((file): AnalysedFile => {
    const path = join(root, file);
    const read = readIfThere(path);
    if (!read.ok)
      return {
        sites: [],
        unreadable: read.problem === undefined ? [] : [unreadable(file, 1, read.problem)],
      };
    if (isShippedSource(file))
      digests.set(file, createHash("sha256").update(read.text).digest("hex"));
    return analyse(() => analyseText(file, read.text, path), file);
  });
  return {
    sites: analysed.flatMap(({ sites }) => sites),
    unreadable: analysed.flatMap((one) => one.unreadable),
    digests,
  };
}

/** True for a file in whose text fault sites are looked for. */
export function isAnalysed(file: string): boolean {
  return isShippedSource(file) || isConfigurationFile(file);
}

function analyse(run: () => ReturnType<Analyse>, file: string): AnalysedFile {
  try {
    const analysis = run();
    if (analysis.ok) return { sites: analysis.sites, unreadable: [] };
    const { line, message } = analysis.problem;
    return { sites: [], unreadable: [unreadable(file, line, `does not parse: ${message}`)] };
  } catch (error) {
    // A defect of the analysis hides what is in this file, and in no other.
    return {
      sites: [],
      unreadable: [unreadable(file, 1, `can't be analysed: ${reasonOf(error)}`)],
    };
  }
}

function unreadable(file: string, line: number, problem: string): Unreadable {
  return { file, line, problem };
}

type Read =
  | { readonly ok: true; readonly text: string }
  /** Without a problem there is nothing to read: a deleted file that git still lists, a submodule. */
  | { readonly ok: false; readonly problem?: string };

function readIfThere(path: string): Read {
  try {
    return { ok: true, text: readFileSync(path, "utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    const isNothing = code === "ENOENT" || code === "EISDIR" || code === "ENOTDIR";
    return isNothing ? { ok: false } : { ok: false, problem: `can't be read: ${reasonOf(error)}` };
  }
}
