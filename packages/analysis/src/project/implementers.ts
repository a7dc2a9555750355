import { noteMention } from "./noted-inputs.js";
import { projectRoot, TextAnswers } from "./shipped-texts.js";

/** Absolute paths by the name after `implements`. */
const implementers = new TextAnswers<ReadonlyMap<string, readonly string[]>>();

/** The shipped sources, by absolute path, with a class that names an interface after `implements`. */
export function filesImplementing(path: string, name: string): readonly string[] {
  const root = projectRoot(path);
  if (root === undefined) return [];
  noteMention(root, new RegExp(String.raw`\bimplements\b[^{]*\b${name}\b`));
  return implementers.get(root, "implements", implementersIn).get(name) ?? [];
}

function implementersIn(texts: ReadonlyMap<string, string>): ReadonlyMap<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [path, text] of texts) {
    if (!/\.[cm]?tsx?$/.test(path)) continue;
    for (const name of namesImplemented(text))
      byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  return byName;
}

function namesImplemented(text: string): ReadonlySet<string> {
  const clauses = text.matchAll(/\bimplements\s+([^{]+)\{/g);
  return new Set([...clauses].flatMap(([, list = ""]) => list.match(/[\w$]+/g) ?? []));
}
