import { existsSync, statSync } from "node:fs";
import { isAbsolute, join, relative, resolve, sep } from "node:path";
import { isShippedSource } from "@faultline/analysis";
import { FaultlineError, reasonOf } from "../errors.js";
import { readIstanbul } from "./istanbul-file.js";
import { readLcov } from "./lcov-file.js";
import { LineHits } from "./line-hits.js";
import { textOfFile } from "./text-of-file.js";

/** Which lines of the shipped sources tests ran. */
export interface CollectedCoverage {
  /** The files that were read; several are listed. */
  readonly source: string;
  /** By source, as the project names it. */
  readonly files: ReadonlyMap<string, LineHits>;
}

/** Where runners leave coverage, unless they are told otherwise. */
const USUAL = ["coverage/coverage-final.json", "coverage/lcov.info"];
const REMEDY = "Give `coverage-final.json` or `lcov.info` of a run of these sources.";

/**
 * Reads the coverage files that the user named and adds them up, or the one that a runner left, where it is newer than every
 * source that it speaks of; undefined when there is none.
 */
export function collectCoverage(
  root: string,
  named: readonly string[],
  projectFiles: readonly string[],
): CollectedCoverage | undefined {
  const nameOf = sourceNames(root, new Set(projectFiles.filter(isShippedSource)));
  if (named.length === 0) return leftIn(root, nameOf);
  const files = new Map<string, LineHits>();
  for (const file of named) {
    if (!read(root, file, nameOf, files))
      throw new FaultlineError(`${file} says nothing of a source of this project.`, REMEDY);
  }
  const other = otherVersion(root, files);
  if (other !== undefined)
    throw new FaultlineError(
      `The coverage speaks of another version of ${other}.`,
      "Run the tests with coverage again.",
    );
  return { source: named.join(", "), files };
}

function leftIn(root: string, nameOf: SourceName): CollectedCoverage | undefined {
  const file = USUAL.find((name) => existsSync(join(root, name)));
  if (file === undefined) return undefined;
  const files = new Map<string, LineHits>();
  try {
    read(root, file, nameOf, files);
  } catch (error) {
    // Nobody asked for it, so that what it is worth is nobody's matter.
    if (error instanceof FaultlineError) return undefined;
    throw error;
  }
  const writtenAt = timeOf(join(root, file));
  const isOlder = [...files.keys()].some((source) => timeOf(join(root, source)) > writtenAt);
  if (files.size === 0 || isOlder || otherVersion(root, files) !== undefined) return undefined;
  return { source: file, files };
}

/** True where it speaks of a source of the project. */
function read(
  root: string,
  file: string,
  nameOf: SourceName,
  files: Map<string, LineHits>,
): boolean {
  const path = resolve(root, file);
  let isOurs = false;
  const report = (name: string, line: number, hits: number): void => {
    const source = nameOf(name);
    if (source === undefined) return;
    isOurs = true;
    const known = files.get(source) ?? new LineHits();
    files.set(source, known);
    known.add(line, hits);
  };
  try {
    (/\.(?:info|lcov)$/.test(file) ? readLcov : readIstanbul)(path, report);
  } catch (error) {
    throw new FaultlineError(`${file} can't be read as coverage: ${reasonOf(error)}.`, REMEDY);
  }
  return isOurs;
}

/** The project's own name of a source that coverage names; undefined for what is none of its sources. */
type SourceName = (name: string) => string | undefined;

/** Coverage names sources as they were on the machine that ran the tests: what it ends in tells, where only one source does. */
function sourceNames(root: string, sources: ReadonlySet<string>): SourceName {
  const known = new Map<string, string | undefined>();
  const byName = new Map<string, string[]>();
  for (const source of sources) {
    const name = source.slice(source.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), source]);
  }
  const find = (name: string): string | undefined => {
    const path = name.split("\\").join("/");
    const below = isAbsolute(name)
      ? relative(root, name).split(sep).join("/")
      : path.replace(/^\.\//, "");
    if (sources.has(below)) return below;
    if (!path.startsWith("/") && !/^[a-z]:/i.test(path)) return undefined;
    const candidates = byName.get(path.slice(path.lastIndexOf("/") + 1)) ?? [];
    const [only, ...others] = candidates.filter((source) => path.endsWith(`/${source}`));
    return others.length === 0 ? only : undefined;
  };
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name);
  };
}

/** A source that has fewer lines than were run of it. */
function otherVersion(root: string, files: ReadonlyMap<string, LineHits>): string | undefined {
  for (const [file, { last }] of files) {
    const text = textOfFile(join(root, file));
    // Of a file that is gone there is nothing that could contradict it.
    if (text !== undefined && last > text.split("\n").length) return file;
  }
  return undefined;
}

function timeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
