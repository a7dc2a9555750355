import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { noteMention } from "./noted-inputs.js";
import { nearestManifest } from "./package-facts.js";
import { listSourceFiles } from "./source-files.js";
import { workspaceRoot } from "./workspace-packages.js";

/** How long an answer holds, so that an editor learns of a change in another file within seconds. */
const FRESH_MS = 5_000;

interface Answer {
  readonly until: number;
  readonly isFound: boolean;
}

const answers = new Map<string, Answer>();

/**
 * True when the text of any shipped source of a file's package has a match: evidence for a default
 * that another file may set for the whole process. Asked only before a report, since it reads them all.
 */
export function packageMentions(path: string | undefined, pattern: RegExp): boolean {
  const nearest = path === undefined ? undefined : nearestManifest(path);
  if (nearest === undefined) return false;
  const root = dirname(nearest.manifest);
  noteMention(root, pattern);
  const key = `${root}\u0000${pattern.source}`;
  const known = answers.get(key);
  if (known && known.until > Date.now()) return known.isFound;
  const isFound = rootMentions(root, pattern);
  answers.set(key, { until: Date.now() + FRESH_MS, isFound });
  return isFound;
}

interface Found {
  readonly until: number;
  readonly files: ReadonlyMap<string, string>;
}

const found = new Map<string, Found>();

/** The shipped sources, by absolute path with their text, that match: of the file's package, or of its whole workspace. */
export function filesMentioning(path: string, pattern: RegExp): ReadonlyMap<string, string> {
  const nearest = nearestManifest(path);
  const root = workspaceRoot(path) ?? (nearest && dirname(nearest.manifest));
  if (root === undefined) return new Map();
  noteMention(root, pattern);
  const key = `${root}\u0000${pattern.source}`;
  const known = found.get(key);
  if (known && known.until > Date.now()) return known.files;
  const texts = listSourceFiles(root).map((file) => [join(root, file), textOf(join(root, file))]);
  // Sound: each entry above is a pair.
  const files = new Map(texts.filter(([, text = ""]) => pattern.test(text)) as [string, string][]);
  found.set(key, { until: Date.now() + FRESH_MS, files });
  return files;
}

/** The same for the package at `root`, as it is on disk now. */
export function rootMentions(root: string, pattern: RegExp): boolean {
  return listSourceFiles(root).some((file) => pattern.test(textOf(join(root, file))));
}

export function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Listed by git and deleted since: it sets nothing any more.
    return "";
  }
}
