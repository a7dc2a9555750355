import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { noteFile } from "../project/noted-inputs.js";
import { PerRound } from "../project/round.js";
import { readDocuments } from "../yaml/read-documents.js";
import { objectsOf, type KubernetesObject } from "./kubernetes-object.js";

/** Objects of these kinds in the other YAML files of the same folder: a Service often has a file of its own. */
export function objectsBeside(path: string, kinds: RegExp): readonly KubernetesObject[] {
  return objectsOfFolders([dirname(path)], path, kinds);
}

/** The same, and in the folders beside it: autoscalers also have a folder of their own. */
export function objectsAround(path: string, kinds: RegExp): readonly KubernetesObject[] {
  const own = dirname(path);
  const above = dirname(own);
  return objectsOfFolders(
    [own, above, ...foldersIn(above).filter((one) => one !== own)],
    path,
    kinds,
  );
}

function objectsOfFolders(
  from: readonly string[],
  path: string,
  kinds: RegExp,
): readonly KubernetesObject[] {
  return from
    .flatMap(filesIn)
    .filter((file) => file !== path)
    .flatMap((file) => objectsIn(file, kinds))
    .filter(({ kind }) => kinds.test(kind));
}

/** True where a `kustomization.yaml` in the folder, or one above that names it, takes the file in. */
export function isKustomized(path: string): boolean {
  let [folder, taken] = [dirname(path), basename(path)];
  for (let level = 0; level < MAX_LEVELS; level++) {
    const text = kustomizationIn(folder);
    if (text !== undefined && (level === 0 || text.includes(taken))) return true;
    [folder, taken] = [dirname(folder), level === 0 ? basename(folder) : taken];
  }
  return false;
}

const MAX_LEVELS = 3;
const MAX_FOLDERS = 30;
const MAX_FILES = 100;
const MAX_BYTES = 256 * 1024;

const folders = new PerRound<string, readonly string[]>();
const subfolders = new PerRound<string, readonly string[]>();
const texts = new PerRound<string, string | undefined>();
const objects = new PerRound<string, readonly KubernetesObject[]>();

function filesIn(folder: string): readonly string[] {
  return folders.get(folder, () => {
    try {
      const names = readdirSync(folder).filter((name) => /\.ya?ml$/i.test(name));
      return names.length > MAX_FILES ? [] : names.toSorted().map((name) => join(folder, name));
    } catch {
      // A text without a place on disk has nothing beside it.
      return [];
    }
  });
}

function foldersIn(folder: string): readonly string[] {
  return subfolders.get(folder, () => {
    try {
      const entries = readdirSync(folder, { withFileTypes: true });
      const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      return names.length > MAX_FOLDERS ? [] : names.toSorted().map((name) => join(folder, name));
    } catch {
      return [];
    }
  });
}

function objectsIn(file: string, kinds: RegExp): readonly KubernetesObject[] {
  const text = textOf(file) ?? "";
  const named = [...text.matchAll(/\bkind["']?\s*:\s*["']?(\w+)/g)].map(([, kind = ""]) => kind);
  if (!named.some((kind) => kinds.test(kind))) return [];
  return objects.get(file, () =>
    readDocuments(text, (document) => document.includes("apiVersion")).flatMap(objectsOf),
  );
}

function kustomizationIn(folder: string): string | undefined {
  for (const name of ["kustomization.yaml", "kustomization.yml", "Kustomization"]) {
    const text = textOf(join(folder, name));
    if (text !== undefined) return text;
  }
  return undefined;
}

function textOf(file: string): string | undefined {
  return texts.get(file, () => {
    noteFile(file);
    try {
      return statSync(file).size > MAX_BYTES ? undefined : readFileSync(file, "utf8");
    } catch {
      // It is not there, or not to be read: then it says nothing.
      return undefined;
    }
  });
}
