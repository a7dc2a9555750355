import type { ContractChange, ContractEffect, SourceLocation } from "@faultline/contract";
import { createRequire } from "node:module";
import type { DefinitionNode, DocumentNode } from "graphql";
import { reasonOf } from "../errors.js";
import {
  isOwnContract,
  NO_DELTA,
  type ContractLanguageReader,
  type LanguageDelta,
} from "./contract-language.js";
import type { Tree, Trees } from "./tree.js";

/** GraphQL schemas in SDL: all files of a package are one schema, as servers put them together. */
export const graphql: ContractLanguageReader = {
  reads: (file) => /\.(?:graphqls?|gql)$/i.test(file) && isOwnContract(file),
  async compare(trees) {
    const changed = trees.changed.filter((file) => graphql.reads(file));
    if (changed.length === 0) return NO_DELTA;
    const packages = new Set(
      [...trees.base.files, ...trees.head.files].filter((file) =>
        /(?:^|\/)package\.json$/.test(file),
      ),
    );
    const homes = new Set(changed.map((file) => homeOf(packages, file)));
    const deltas: LanguageDelta[] = [];
    for (const home of homes) {
      const isIn = (file: string): boolean =>
        graphql.reads(file) && homeOf(packages, file) === home;
      deltas.push(await compareHome(trees, changed.find(isIn) ?? home, isIn));
    }
    return {
      contracts: deltas.flatMap(({ contracts }) => contracts),
      changes: deltas.flatMap(({ changes }) => changes),
    };
  },
};

/** The folder of the nearest `package.json`, with its slash. */
function homeOf(packages: ReadonlySet<string>, file: string): string {
  const folders = file.split("/").slice(0, -1);
  for (let depth = folders.length; depth > 0; depth -= 1) {
    const folder = `${folders.slice(0, depth).join("/")}/`;
    if (packages.has(`${folder}package.json`)) return folder;
  }
  return "";
}

async function compareHome(
  trees: Trees,
  first: string,
  isIn: (file: string) => boolean,
): Promise<LanguageDelta> {
  const { diff } = await import("@graphql-inspector/core");
  const unknown = (detail: string): LanguageDelta => ({
    contracts: [{ language: "graphql", file: first, state: "unknown", detail }],
    changes: [],
  });
  try {
    const base = readSchema(trees.base, trees.base.files.filter(isIn));
    const head = readSchema(trees.head, trees.head.files.filter(isIn));
    if (!base && !head) return NO_DELTA;
    if (!head) return unknown("is gone; the schema may be made by code now");
    // A first schema breaks nobody.
    const found = base ? await diff(base.schema, head.schema) : [];
    return {
      contracts: [{ language: "graphql", file: first, state: "compared", detail: "" }],
      changes: found.flatMap((change) => toChange(change, head.places, first)),
    };
  } catch (error) {
    return unknown(`can't be compared: ${reasonOf(error)}`);
  }
}

/** Where each type, field and argument is, by its dotted path. */
type Places = ReadonlyMap<string, SourceLocation>;

/** The build that the inspector loads in Node: the other one has classes of its own, which it refuses. */
function loadGraphql(): typeof import("graphql") {
  // What a `require` gives is known by the package's types.
  return createRequire(import.meta.url)("graphql") as typeof import("graphql");
}

function readSchema(tree: Tree, files: readonly string[]) {
  const {
    parse,
    Source,
    Kind,
    isTypeSystemDefinitionNode,
    isTypeSystemExtensionNode,
    buildASTSchema,
  } = loadGraphql();
  const definitions: DefinitionNode[] = [];
  for (const file of files) {
    const text = tree.read(file);
    if (text === undefined) continue;
    const document = parse(new Source(text, file), { maxTokens: 500_000 });
    const isSchema = document.definitions.every(
      (node) => isTypeSystemDefinitionNode(node) || isTypeSystemExtensionNode(node),
    );
    // Files of clients hold operations.
    if (isSchema) definitions.push(...document.definitions);
  }
  if (definitions.length === 0) return undefined;
  const merged = withStandIns(merge(definitions));
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: merged };
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  return { schema, places: placesOf(definitions) };
}

/** Every type once: what extends a type, or says it again in another file, is part of it. */
function merge(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const types = new Map<string, DefinitionNode>();
  for (const definition of definitions) {
    const whole = {
      ...definition,
      kind: definition.kind.replace("Extension", "Definition"),
    } as DefinitionNode; // An extension has the same members as what it extends.
    const key = `${whole.kind} ${nameOf(whole)}`;
    const known = types.get(key);
    types.set(key, known ? joined(known, whole) : whole);
  }
  return [...types.values()];
}

const MEMBERS = ["fields", "values", "types", "interfaces", "operationTypes"] as const;

function joined(a: DefinitionNode, b: DefinitionNode): DefinitionNode {
  const members = MEMBERS.flatMap((key): (readonly [string, unknown])[] => {
    const both = [...membersOf(a, key), ...membersOf(b, key)];
    return both.length > 0 ? [[key, both]] : [];
  });
  return { ...a, ...(Object.fromEntries(members) as object) };
}

function membersOf(node: object, key: string): readonly object[] {
  const members: unknown = Object.getOwnPropertyDescriptor(node, key)?.value;
  if (!Array.isArray(members)) return [];
  return members.filter(
    (member): member is object => typeof member === "object" && member !== null,
  );
}

const BUILT_IN = new Set(["String", "Int", "Float", "Boolean", "ID"]);

/** Types that a framework adds, such as federation's `_Any`, stand as scalars. */
function withStandIns(definitions: readonly DefinitionNode[]): readonly DefinitionNode[] {
  const known = new Set(BUILT_IN);
  const named = new Set<string>();
  for (const definition of definitions) {
    if (definition.kind !== "DirectiveDefinition") known.add(nameOf(definition));
    collectNames(definition, named);
  }
  const missing = [...named].filter((name) => !known.has(name));
  return [
    ...definitions,
    ...missing.map(
      (value) =>
        ({
          kind: "ScalarTypeDefinition",
          name: { kind: "Name", value },
        }) as DefinitionNode, // graphql's enum of kinds is only there once it is loaded.
    ),
  ];
}

function collectNames(node: object, names: Set<string>): void {
  for (const [key, value] of Object.entries(node) as [string, unknown][]) {
    if (key === "loc" || typeof value !== "object" || value === null) continue;
    const part = value;
    if ("kind" in part && part.kind === "NamedType" && "name" in part) {
      names.add((part.name as { readonly value: string }).value); // As the kind says.
    } else collectNames(part, names);
  }
}

function placesOf(definitions: readonly DefinitionNode[]): Places {
  const places = new Map<string, SourceLocation>();
  const note = (path: string, node: object): void => {
    const place = placeOf(node);
    if (place && !places.has(path)) places.set(path, place);
    for (const key of ["fields", "values", "arguments"])
      for (const member of membersOf(node, key)) note(`${path}.${nameOf(member)}`, member);
  };
  for (const definition of definitions) note(nameOf(definition), definition);
  return places;
}

function nameOf(node: object): string {
  if (!("name" in node) || typeof node.name !== "object" || node.name === null) return "schema";
  return "value" in node.name ? String(node.name.value) : "schema";
}

function placeOf(node: object): SourceLocation | undefined {
  const { name, loc } = node as Pick<DocumentNode, "loc"> & {
    readonly name?: { readonly loc?: typeof loc };
  };
  const at = name?.loc ?? loc;
  if (!at) return undefined;
  const { line, column } = at.startToken;
  return {
    file: at.source.name,
    line,
    column,
    endLine: line,
    endColumn: column + (at.startToken.end - at.startToken.start),
  };
}

/** A change as the inspector states it. */
interface Change {
  readonly type: string;
  readonly path?: string;
  readonly message: string;
  readonly meta: unknown;
  readonly criticality: { readonly level: string; readonly reason?: string };
}

/** What clients never see, and words for people. */
const UNSEEN =
  /^DIRECTIVE|_DESCRIPTION_|DEPRECATION_REASON_CHANGED|_DIRECTIVE_|^SCHEMA_DESC|AST_NODE/;
/** Additions that a client which leaves them out never notices, whatever the inspector says. */
const HARMLESS = /^(?:FIELD_ARGUMENT_ADDED|INPUT_FIELD_ADDED|OBJECT_TYPE_INTERFACE_ADDED)$/;
const DEPRECATED = /DEPRECATION(?:_REASON)?_ADDED$/;

function toChange(change: Change, places: Places, file: string): readonly ContractChange[] {
  const { type } = change;
  if (DEPRECATED.test(type)) {
    // A directive that comes with a reason is said twice.
    return type.includes("REASON") ? [] : [entry(change, places, file, "deprecated")];
  }
  if (UNSEEN.test(type)) return [];
  // What used the type is gone too, or has another one, and is told by itself.
  if (type === "TYPE_REMOVED") return [entry(change, places, file, "risky")];
  const { level } = change.criticality;
  if (level === "BREAKING") return [entry(change, places, file, "breaking")];
  const isRisky = level === "DANGEROUS" && !HARMLESS.test(type);
  return [entry(change, places, file, isRisky ? "risky" : "non-breaking")];
}

function entry(
  change: Change,
  places: Places,
  file: string,
  effect: ContractEffect,
): ContractChange {
  const { type, path = "schema", message, meta, criticality } = change;
  const isBreak = effect === "breaking" || effect === "risky";
  const isAnnounced = JSON.stringify(meta).includes('Deprecated":true') && type.includes("REMOVED");
  return {
    language: "graphql",
    effect,
    subject: path.replace(/\.@deprecated$/, ""),
    change: `: ${message}`,
    location: placeAbove(path, places, file),
    ...(isBreak && {
      reason: criticality.reason ?? "Operations of clients that use it fail.",
      migration: type.includes("REMOVED")
        ? "Mark it with `@deprecated` and keep it until no client asks for it."
        : "Add a field beside it, and mark this one with `@deprecated`.",
    }),
    ...(isBreak && isAnnounced && { announcement: "deprecated" as const }),
  };
}

/** The thing itself, or what held it. */
function placeAbove(path: string, places: Places, file: string): SourceLocation {
  const parts = path.split(".");
  for (let length = parts.length; length > 0; length -= 1) {
    const place = places.get(parts.slice(0, length).join("."));
    if (place) return place;
  }
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}
