import { basename, dirname, join, relative, sep } from "node:path";
import { importedFiles } from "@faultline/analysis";
import { textOfFile } from "./text-of-file.js";

const CODE = /\.[cm]?[jt]sx?$/;
const SPECIFIER = /(?:\bfrom|\bimport|\b(?:require|import)\s*\()\s*["'`]([^"'`\n$]+)["'`]/g;

/**
 * The files that matter of those that import one of `changed`, and of those that import them in turn, nearest first; at most
 * `most`, because a file that everything imports would have the whole project compared.
 */
export function dependentsOf(
  root: string,
  changed: readonly string[],
  files: readonly string[],
  { matters, most }: { readonly matters: (file: string) => boolean; readonly most: number },
): readonly string[] {
  const importers = importersByName(root, files);
  const found = new Set(changed);
  const dependents: string[] = [];
  for (let frontier = changed; frontier.length > 0;) {
    const next: string[] = [];
    const targets = new Set(frontier);
    const candidates = new Set(
      frontier.flatMap(namesOf).flatMap((name) => importers.get(name) ?? []),
    );
    for (const { file, text } of candidates) {
      if (found.has(file) || !importsAny(root, file, text, targets)) continue;
      found.add(file);
      next.push(file);
    }
    dependents.push(...next.filter(matters));
    if (dependents.length >= most) break;
    frontier = next;
  }
  return dependents.slice(0, most);
}

interface SourceText {
  readonly file: string;
  readonly text: string;
}

function importsAny(
  root: string,
  file: string,
  text: string,
  targets: ReadonlySet<string>,
): boolean {
  return importedFiles(join(root, file), text).files.some((path) =>
    targets.has(relative(root, path).split(sep).join("/")),
  );
}

/** The files by the last names in their import specifiers: whether they mean a file, only resolving them tells. */
function importersByName(
  root: string,
  files: readonly string[],
): ReadonlyMap<string, readonly SourceText[]> {
  const byName = new Map<string, SourceText[]>();
  for (const file of files) {
    if (!CODE.test(file)) continue;
    const source = { file, text: textOfFile(join(root, file)) ?? "" };
    const names = [...source.text.matchAll(SPECIFIER)].map(([, specifier = ""]) =>
      stemOf(specifier),
    );
    for (const name of new Set(names)) {
      const known = byName.get(name);
      if (known) known.push(source);
      else byName.set(name, [source]);
    }
  }
  return byName;
}

/** What an import of a file may end in: its name, or for an index its folder's, which may be `.` or `..`. */
function namesOf(file: string): readonly string[] {
  const name = stemOf(file);
  return name === "index" ? [name, basename(dirname(file)), ".", ".."] : [name];
}

function stemOf(path: string): string {
  return basename(path).replace(CODE, "");
}
