import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { namedPlaces } from "../flow/named-places.js";
import type { Next } from "../flow/place.js";
import { mayMean, possibleImporters } from "../../project/importers.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { Node } from "../source.js";
import type { SourceText } from "../source-text.js";
import { exportedName } from "./exports.js";

/** A place in another file where an export arrives. */
export interface ImportedPlace {
  readonly facts: FileFacts;
  readonly next: Next;
}

/** How many files are looked at for one export; what more import is used everywhere. */
const MAX_IMPORTERS = 40;

/** Where what a file exports, by the names that lead to it, arrives in the files that import it; read one by one. */
export function* importedPlaces(
  facts: FileFacts,
  way: readonly string[],
): Generator<ImportedPlace, void> {
  const { path } = facts.source;
  if (path === undefined) return;
  for (const importer of possibleImporters(path).slice(0, MAX_IMPORTERS)) {
    const other = mayTake(facts.project.textAt(importer), way) && facts.project.fileAt(importer);
    if (!other) continue;
    for (const next of placesIn(other, path, way)) yield { facts: other, next };
  }
}

/** False for a text that neither names an export nor hands all of them on. */
function mayTake(source: SourceText | undefined, [name]: readonly string[]): boolean {
  if (name === undefined || name === "default") return true;
  return source !== undefined && (source.text.includes(name) || source.mentions(HANDS_ALL_ON));
}

const HANDS_ALL_ON = /\bexport\s*\*/;

const REQUIRE = /\brequire\b/;

function placesIn(facts: FileFacts, path: string, way: readonly string[]): readonly Next[] {
  const isOurs = (source: Node | null | undefined): boolean =>
    source?.type === "Literal" &&
    typeof source.value === "string" &&
    mayMean(source.value, path) &&
    resolveModule(facts.source.path ?? "", source.value) === path;
  return [
    ...facts.source.ast.body.flatMap((statement) => {
      if (statement.type === "ImportDeclaration" && isOurs(statement.source))
        return imported(facts, statement, way);
      const isPassedOn =
        statement.type === "ExportAllDeclaration" || statement.type === "ExportNamedDeclaration";
      return isPassedOn && isOurs(statement.source) ? passedOn(statement, way) : [];
    }),
    ...(facts.mentions(REQUIRE) ? facts.nodes.calls : []).flatMap((call): readonly Next[] =>
      call.callee.type === "Identifier" &&
      call.callee.name === "require" &&
      isOurs(call.arguments[0])
        ? [{ kind: "place", node: call, way: ofModule(way) }]
        : [],
    ),
  ];
}

/** `require` gives what `module.exports` is, which a default import of a CommonJS module is too. */
function ofModule(way: readonly string[]): readonly string[] {
  return way[0] === "default" ? way.slice(1) : way;
}

function imported(
  facts: FileFacts,
  declaration: TSESTree.ImportDeclaration,
  way: readonly string[],
): readonly Next[] {
  return declaration.specifiers.flatMap((specifier) => {
    const arrives = (rest: readonly string[]): readonly Next[] =>
      namedPlaces(facts, specifier, specifier.local, rest);
    if (specifier.type === "ImportNamespaceSpecifier") return arrives(way);
    if (specifier.type === "ImportDefaultSpecifier") return arrives(ofModule(way));
    if (exportedName(specifier.imported) === way[0]) return arrives(way.slice(1));
    // `module.exports = { list }` can be imported by name.
    const isMember = way[0] === "default" && exportedName(specifier.imported) === way[1];
    return isMember ? arrives(way.slice(2)) : [];
  });
}

function passedOn(
  statement: TSESTree.ExportAllDeclaration | TSESTree.ExportNamedDeclaration,
  way: readonly string[],
): readonly Next[] {
  if (statement.type === "ExportAllDeclaration") {
    const { exported } = statement;
    return [{ kind: "exported", way: exported ? [exportedName(exported), ...way] : way }];
  }
  return statement.specifiers
    .filter(({ local }) => exportedName(local) === way[0])
    .map(({ exported }) => ({
      kind: "exported",
      way: [exportedName(exported), ...way.slice(1)],
    }));
}
