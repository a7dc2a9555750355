import { possibleImporters } from "../../project/importers.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type Node } from "../source.js";

/**
 * The files in which a schema is used as a value, its own included; none for one of which only the
 * type is used. A schema without a name is used where it stands.
 */
export function schemaUsers(facts: FileFacts, part: Node): readonly FileFacts[] {
  const name = nameAround(part);
  if (name === undefined) return [facts];
  const use = new RegExp(
    `(?<!typeof\\s)\\b${name.replaceAll("$", "\\$")}\\s*(?:[),]|\\.(?:\\w*[pP]arse|validate))`,
  );
  const { path } = facts.source;
  const others = path === undefined ? [] : possibleImporters(path);
  const files = others.flatMap((importer) => facts.project.fileAt(importer) ?? []);
  return [facts, ...files].filter(({ source }) => use.test(source.text));
}

/** The name of the constant that a part of an expression belongs to. */
function nameAround(part: Node): string | undefined {
  for (let current: Node | undefined = part; current && !isFunction(current);) {
    if (current.type === "VariableDeclarator")
      return current.id.type === "Identifier" ? current.id.name : undefined;
    current = current.parent;
  }
  return undefined;
}
