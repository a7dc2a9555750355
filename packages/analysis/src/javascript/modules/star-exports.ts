import { generatedPackage } from "../../project/generated-client.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { FileFacts } from "../file-facts.js";

/** A module of `export * from "./module"`, with the text of its file where it is one of the project. */
interface Star {
  readonly from: string;
  readonly text: string | undefined;
}

interface Stars {
  readonly round: number;
  readonly all: readonly Star[];
  readonly byName: Map<string, readonly string[]>;
}

/** A file that hands the exports of others on, or has what CommonJS exports. */
const PASSES_ON = /\bexport\s*\*|\bexports\b/;

const known = new WeakMap<FileFacts, Stars>();

/**
 * The modules of a file's `export *` that may have a name: a barrel names many files, of which most
 * need not be parsed, since their text does not have it.
 */
export function starsWith(facts: FileFacts, name: string): readonly string[] {
  const { all, byName } = starsOf(facts);
  const found =
    byName.get(name) ??
    all
      .filter(({ text }) => text === undefined || text.includes(name) || PASSES_ON.test(text))
      .map(({ from }) => from);
  byName.set(name, found);
  return found;
}

function starsOf(facts: FileFacts): Stars {
  const before = known.get(facts);
  const { round } = facts.project;
  if (before?.round === round) return before;
  const all = facts.exports.passedOn
    .filter(({ names }) => names === undefined)
    .map(({ from }) => ({ from, text: textOf(facts, from) }));
  const isSame = before !== undefined && all.every(({ text }, at) => text === before.all[at]?.text);
  const stars = { round, all, byName: isSame ? before.byName : new Map<string, string[]>() };
  known.set(facts, stars);
  return stars;
}

function textOf(facts: FileFacts, module: string): string | undefined {
  const { path } = facts.source;
  if (path === undefined || facts.project.isLibrary(module)) return undefined;
  if (generatedPackage(path, module) !== undefined) return undefined;
  const file = resolveModule(path, module);
  return file === undefined ? undefined : facts.project.textAt(file);
}
