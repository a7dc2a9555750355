import { generatedPackage } from "../../project/generated-client.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { FileFacts } from "../file-facts.js";
import type { SourceText } from "../source-text.js";

/** A module of `export * from "./module"`, with the text of its file where it is one of the project. */
interface Star {
  readonly from: string;
  readonly text: SourceText | undefined;
  /** True for a file that may have a name which its text does not. */
  readonly passesOn: boolean;
}

interface Stars {
  readonly round: number;
  readonly all: readonly Star[];
  readonly byName: Map<string, readonly string[]>;
}

/** A file that hands the exports of others on, or has what CommonJS exports. */
const HAS_MORE = /\bexport\s*\*|\bexports\b/;

const known = new WeakMap<FileFacts, Stars>();

/**
 * The modules of a file's `export *` that may have a name: a barrel names many files, of which most
 * need not be parsed, since their text shows that they do not.
 */
export function starsWith(facts: FileFacts, name: string): readonly string[] {
  const { all, byName } = starsOf(facts);
  const found =
    byName.get(name) ??
    all
      .filter(({ text, passesOn }) => passesOn || text?.mayExport(name) === true)
      .map(({ from }) => from);
  byName.set(name, found);
  return found;
}

function starsOf(facts: FileFacts): Stars {
  const before = known.get(facts);
  const { round } = facts.project;
  if (before?.round === round) return before;
  const all = facts.exports.stars.map((from, at) => starOf(facts, from, before?.all[at]));
  const isSame = before !== undefined && all.every((star, at) => star === before.all[at]);
  const stars = { round, all, byName: isSame ? before.byName : new Map<string, string[]>() };
  known.set(facts, stars);
  return stars;
}

/** The same star as before where its file has the same text. */
function starOf(facts: FileFacts, from: string, before: Star | undefined): Star {
  const text = textOf(facts, from);
  if (before && before.text === text) return before;
  return { from, text, passesOn: text?.mentions(HAS_MORE) !== false };
}

function textOf(facts: FileFacts, module: string): SourceText | undefined {
  const { path } = facts.source;
  if (path === undefined || facts.project.isLibrary(module)) return undefined;
  if (generatedPackage(path, module) !== undefined) return undefined;
  const file = resolveModule(path, module);
  return file === undefined ? undefined : facts.project.textAt(file);
}
