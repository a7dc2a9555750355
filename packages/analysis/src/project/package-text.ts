import { dirname, join } from "node:path";
import { noteMention } from "./noted-inputs.js";
import { nearestManifest } from "./package-facts.js";
import { projectRoot, TextAnswers, textOf } from "./shipped-texts.js";
import { listSourceFiles } from "./source-files.js";

const mentions = new TextAnswers<boolean>();
const found = new TextAnswers<ReadonlyMap<string, string>>();

/**
 * True when the text of any shipped source of a file's package has a match: evidence for a default
 * that another file may set for the whole process. Asked only before a report, since it reads them all.
 */
export function packageMentions(path: string | undefined, pattern: RegExp): boolean {
  const nearest = path === undefined ? undefined : nearestManifest(path);
  if (nearest === undefined) return false;
  const root = dirname(nearest.manifest);
  noteMention(root, pattern);
  return mentions.get(root, pattern.source, (texts) =>
    [...texts.values()].some((text) => pattern.test(text)),
  );
}

/** The shipped sources, by absolute path with their text, that match: of the file's package, or of its whole workspace. */
export function filesMentioning(path: string, pattern: RegExp): ReadonlyMap<string, string> {
  const root = projectRoot(path);
  if (root === undefined) return new Map();
  noteMention(root, pattern);
  return found.get(
    root,
    pattern.source,
    (texts) => new Map([...texts].filter(([, text]) => pattern.test(text))),
  );
}

/** Whether any shipped source of the package at `root` matches, as it is on disk now. */
export function rootMentions(root: string, pattern: RegExp): boolean {
  return listSourceFiles(root).some((file) => pattern.test(textOf(join(root, file))));
}
