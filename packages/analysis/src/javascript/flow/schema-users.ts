import { possibleImporters } from "../../project/importers.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type Node } from "../source.js";

/**
 * The files in which a schema judges what comes in, its own included; none for one of which only the type is used, and for one of
 * what goes out: `JSON.stringify(schema.parse(body))`, or the `params` of a statement. A schema without a name is used where it stands.
 */
export function schemaUsers(facts: FileFacts, part: Node): readonly FileFacts[] {
  const name = nameAround(part);
  return name === undefined ? [facts] : filesWith(facts, name, useOf(name));
}

/** The files in which a function that judges what comes in is called or handed on: `validate(request.query)`. */
export function validatorUsers(facts: FileFacts, part: Node): readonly FileFacts[] {
  const name = nameAround(part);
  return name === undefined ? [facts] : filesWith(facts, name, callOf(name));
}

function filesWith(facts: FileFacts, name: string, use: RegExp): readonly FileFacts[] {
  const { path } = facts.source;
  const others = path === undefined ? [] : possibleImporters(path);
  const files = others.flatMap((importer) => facts.project.fileAt(importer) ?? []);
  return [facts, ...files.filter((file) => !importsNamesake(file, name, path))].filter(
    ({ source }) => use.test(source.text),
  );
}

/** Where a schema, or what is derived from it, judges what comes in. */
function useOf(name: string): RegExp {
  const schema = String.raw`\b${escaped(name)}\s*`;
  const isInput = String.raw`(?<!typeof\s|JSON\.stringify\(\s*|\bparams:\s*)`;
  const derived = String.raw`(?<=\(\s*)${schema}\.(?:omit|pick|extend|safeExtend|partial|required|merge)\(`;
  return new RegExp(String.raw`${isInput}${schema}(?:[),]|\.(?:\w*[pP]arse|validate))|${derived}`);
}

function callOf(name: string): RegExp {
  const validator = String.raw`(?<![.\w$])${escaped(name)}(?:\.\w+)*\s*`;
  return new RegExp(String.raw`${validator}\(|\(\s*${validator}[),]|,\s*${validator}\)`);
}

function escaped(name: string): string {
  return name.replaceAll("$", String.raw`\$`);
}

/** True for a file that imports the same name from somewhere else. */
function importsNamesake({ source }: FileFacts, name: string, path: string | undefined): boolean {
  return source.ast.body.some(
    (statement) =>
      statement.type === "ImportDeclaration" &&
      statement.specifiers.some(({ local }) => local.name === name) &&
      resolveModule(source.path ?? "", statement.source.value) !== path,
  );
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
