import { unknown, type Fact } from "@faultline/contract";
import { GLOBAL, type Origin } from "./bindings/origin.js";
import { readOption } from "./bindings/read-option.js";
import type { FileFacts } from "./file-facts.js";
import { packageBase } from "./modules/base-class.js";
import { followOrigin } from "./modules/follow-origin.js";
import {
  canonicalPath,
  type Library,
  type LibraryCall,
  type LibraryUse,
  type SiteDraft,
} from "./recogniser.js";
import type { Invocation, Node } from "./source.js";

/** The libraries that an analysis knows, found by the module and the way that a callee leads to. */
export class Catalogue {
  /** Every module that some library is imported as. */
  readonly modules: ReadonlySet<string>;
  readonly #byModule: ReadonlyMap<string, readonly Library[]>;

  constructor(libraries: readonly Library[]) {
    const groups = new Map<string, Library[]>();
    for (const library of libraries) {
      for (const name of library.packages) groups.set(name, [...(groups.get(name) ?? []), library]);
    }
    this.#byModule = groups;
    this.modules = new Set(groups.keys());
  }

  /** The site a call is, where its callee resolves to a function that some library file knows. */
  recognise(facts: FileFacts, node: Invocation): SiteDraft | undefined {
    const local = facts.bindings.origin(
      node.type === "TaggedTemplateExpression" ? node.tag : node.callee,
    );
    const target = local && followOrigin(facts, local);
    if (target?.kind === "package") return this.#inLibraries(facts, node, target.origin);
    if (target?.kind !== "class" || node.type !== "NewExpression") return undefined;
    const base = packageBase(target);
    const draft = base && this.#inLibraries(facts, node, base);
    return draft && ofSubclass(draft);
  }

  #inLibraries(facts: FileFacts, node: Invocation, origin: Origin): SiteDraft | undefined {
    for (const library of this.#byModule.get(origin.module) ?? []) {
      const draft = recogniseIn(library, facts, node, origin);
      if (draft) return draft;
    }
    return undefined;
  }
}

/** What the class sets by itself can't be read at its construction; that it is constructed can. */
function ofSubclass<Draft extends SiteDraft>(draft: Draft): Draft {
  const mechanisms = Object.fromEntries(
    Object.entries<Fact | undefined>(draft.mechanisms).map(([name, fact]) =>
      name === "reuse" ? [name, fact] : [name, unknown("a class of the project extends it")],
    ),
  );
  return { ...draft, mechanisms };
}

function recogniseIn(
  library: Library,
  facts: FileFacts,
  node: Invocation,
  origin: Origin,
): SiteDraft | undefined {
  const path = canonicalPath(library, origin.path);
  const use = {
    library: library.name ?? libraryName(origin),
    operation: operationOf(origin),
    facts,
    way: origin.path,
    origin: { ...origin, path },
  };
  if (node.type === "TaggedTemplateExpression") {
    return lookUp(library.templates, `${path}\`\``)?.({ ...use, node });
  }
  const recognise = lookUp(
    library.sites,
    node.type === "NewExpression" ? `new ${path}` : `${path}()`,
  );
  return recognise?.(callOf(use, node));
}

function callOf(use: LibraryUse, node: LibraryCall["node"]): LibraryCall {
  const argument = (index: number): Node | undefined => argumentOf(node, index);
  return {
    ...use,
    node,
    argument,
    option: (index, name) => readOption(use.facts.bindings, argument(index), name),
  };
}

function operationOf(origin: Origin): string {
  return /\w+$/.exec(origin.path)?.[0] ?? libraryName(origin);
}

/** What needs no import is known by its own name: `fetch`, `console`; a file of a package by the package's. */
function libraryName({ module, path }: Origin): string {
  if (module === GLOBAL) return path.split(".")[0] ?? path;
  return /^(?:node:.*|@[^/]+\/[^/]+|[^/]+)/.exec(module)?.[0] ?? module;
}

function argumentOf(node: LibraryCall["node"], index: number): Node | undefined {
  const before = node.arguments.slice(0, index + 1);
  const spread = before.find((argument) => argument.type === "SpreadElement");
  return spread ?? node.arguments[index];
}

/** Keys with `*` for any one name, or `**` for any calls of a chain: `new Repository.createQueryBuilder()**.getMany()`. */
const patterns = new WeakMap<object, readonly (readonly [RegExp, string])[]>();

function lookUp<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  if (!table) return undefined;
  const exact = Object.hasOwn(table, key) ? table[key] : undefined;
  if (exact !== undefined) return exact;
  const match = patternsOf(table).find(([pattern]) => pattern.test(key));
  return match && table[match[1]];
}

function patternsOf(table: object): readonly (readonly [RegExp, string])[] {
  const known = patterns.get(table);
  if (known) return known;
  const made = Object.keys(table)
    .filter((key) => key.includes("*"))
    .map((key) => [patternOf(key), key] as const);
  patterns.set(table, made);
  return made;
}

function patternOf(key: string): RegExp {
  const escaped = key.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  const chain = escaped.replaceAll("**", String.raw`(?:\.[\w$]+(?:\(\))?)#`);
  return new RegExp(`^${chain.replaceAll("*", String.raw`[\w$]+`).replaceAll(")#", ")*")}$`);
}
