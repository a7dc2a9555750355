import { LOCAL, type Origin } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { Node } from "../source.js";
import { starsWith } from "./star-exports.js";

/** A declaration or expression with the file it is written in. */
export interface LocatedValue {
  readonly node: Node;
  readonly facts: FileFacts;
}

/** How many files an import may be passed on through. */
const MAX_FILES = 6;

/** What stands behind a name that is imported from another file of the project: `export const HOSTS = […]`. */
export function importedValue(
  facts: FileFacts,
  { module, path }: Origin,
): LocatedValue | undefined {
  const isName = /^[\w$]*$/.test(path);
  return isName ? valueIn(facts, module, path === "" ? "default" : path, 0) : undefined;
}

function valueIn(
  facts: FileFacts,
  module: string,
  name: string,
  depth: number,
): LocatedValue | undefined {
  const { path } = facts.source;
  if (depth > MAX_FILES || module === LOCAL || path === undefined) return undefined;
  const file = facts.project.isLibrary(module) ? undefined : resolveModule(path, module);
  const provider = file === undefined ? undefined : facts.project.fileAt(file);
  if (!provider) return undefined;
  const { own, passedOn } = provider.exports;
  const node = own.get(name);
  if (node) return { node, facts: provider };
  const passed = passedOn.get(name);
  if (passed) return valueIn(provider, passed.from, passed.imported, depth + 1);
  for (const from of starsWith(provider, name)) {
    const found = valueIn(provider, from, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}
