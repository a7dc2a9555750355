import { basename, dirname } from "node:path";
import { noteMention } from "./noted-inputs.js";
import { projectRoot, TextAnswers } from "./shipped-texts.js";
import { listViewFiles } from "./source-files.js";

/** The files that import something by a specifier that ends in a name. */
type FilesByName = ReadonlyMap<string, readonly string[]>;

const imports = new TextAnswers<FilesByName>();
const importsOfViews = new TextAnswers<FilesByName>(listViewFiles);

/**
 * The shipped sources of a file's package, or of its whole workspace, that may import it, going by
 * the last name in their import specifiers. Whether they do, `resolveModule` tells.
 */
export function possibleImporters(path: string): readonly string[] {
  return importersAmong(imports, path);
}

/** The same among components, which are not reviewed themselves. */
export function possibleViews(path: string): readonly string[] {
  return importersAmong(importsOfViews, path);
}

function importersAmong(answers: TextAnswers<FilesByName>, path: string): readonly string[] {
  const root = projectRoot(path);
  if (root === undefined) return [];
  const byName = importsBelow(answers, root);
  const names = namesOf(path);
  for (const name of names) noteMention(root, new RegExp(`${escaped(name)}(?:\\.\\w+)?["']`));
  const importers = new Set(names.flatMap((name) => byName.get(name) ?? []));
  importers.delete(path);
  return [...importers];
}

/** False where an import's specifier can't mean a file. */
export function mayMean(specifier: string, path: string): boolean {
  return namesOf(path).includes(stemOf(specifier)) || /^[./]*$/.test(specifier);
}

/** What an import of a file may end in: its name without an ending, or when it is an index its folder's, which may be `.` or `..`. */
function namesOf(path: string): readonly string[] {
  const name = stemOf(path);
  return name === "index" ? [name, basename(dirname(path)), ".", ".."] : [name];
}

function stemOf(path: string): string {
  return basename(path).replace(/\.[cm]?[jt]sx?$/, "");
}

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["']([^"'\n]+)["']/g;

function importsBelow(answers: TextAnswers<FilesByName>, root: string): FilesByName {
  return answers.get(root, "imports", (texts) => {
    const byName = new Map<string, string[]>();
    for (const [path, text] of texts) {
      const names = [...text.matchAll(SPECIFIER)].map(([, specifier = ""]) => stemOf(specifier));
      for (const name of new Set(names)) {
        const files = byName.get(name);
        if (files) files.push(path);
        else byName.set(name, [path]);
      }
    }
    return byName;
  });
}

function escaped(name: string): string {
  return name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
