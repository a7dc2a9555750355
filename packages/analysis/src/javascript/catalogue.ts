import { GLOBAL, type Origin } from "./bindings/origin.js";
import { readOption } from "./bindings/read-option.js";
import type { FileFacts } from "./file-facts.js";
import { followOrigin } from "./modules/follow-origin.js";
import type { Knowledge } from "./project-index.js";
import {
  canonicalPath,
  type ConventionalExports,
  type EntryPoint,
  type HandOver,
  type Library,
  type LibraryCall,
  type LibraryUse,
  type SiteDraft,
} from "./recogniser.js";
import type { Invocation, Node } from "./source.js";

/** The libraries that an analysis knows, found by the module and the way that a callee leads to. */
export class Catalogue implements Knowledge {
  /** Every module that some library is imported as. */
  readonly modules: ReadonlySet<string>;
  readonly #byModule: ReadonlyMap<string, readonly Library[]>;
  readonly #conventional: readonly {
    readonly packages: readonly string[];
    readonly convention: ConventionalExports;
  }[];

  constructor(libraries: readonly Library[]) {
    const groups = new Map<string, Library[]>();
    for (const library of libraries) {
      for (const name of library.packages) groups.set(name, [...(groups.get(name) ?? []), library]);
    }
    this.#byModule = groups;
    this.modules = new Set(groups.keys());
    this.#conventional = libraries.flatMap(({ packages, exports = [] }) =>
      exports.map((convention) => ({ packages, convention })),
    );
  }

  /** The site a call is, where its callee resolves to a function that some library file knows. */
  recognise(facts: FileFacts, node: Invocation): SiteDraft | undefined {
    const local = facts.bindings.origin(
      node.type === "TaggedTemplateExpression" ? node.tag : node.callee,
    );
    const target = local && followOrigin(facts, local);
    if (target?.kind !== "package") return undefined;
    const { origin } = target;
    for (const library of this.#byModule.get(origin.module) ?? []) {
      const draft = recogniseIn(library, facts, node, origin);
      if (draft) return draft;
    }
    return undefined;
  }

  /** What runs the functions that are handed over to something of a package. */
  entryPoint({ module, path }: Origin, by: HandOver): EntryPoint | undefined {
    return this.#byModule
      .get(module)
      ?.map((library) => lookUp(library.entryPoints, WRITTEN[by](canonicalPath(library, path))))
      .find((found) => found !== undefined);
  }

  /** What runs a function because of its name and the file that exports it. */
  exportedEntryPoint({ source, package: home }: FileFacts, name: string): EntryPoint | undefined {
    const file = (source.path ?? source.file).replaceAll("\\", "/");
    return this.#conventional.find(
      ({ packages, convention }) =>
        convention.file.test(file) &&
        convention.names.test(name) &&
        packages.some((one) => home.majorOf(one) !== undefined),
    )?.convention.runs;
  }
}

/** How a key of `entryPoints` is written. */
const WRITTEN: Readonly<Record<HandOver, (path: string) => string>> = {
  call: (path) => `${path}()`,
  construction: (path) => `new ${path}`,
  decorator: (path) => `@${path}`,
  type: (path) => path.replace(/^new /, ": "),
};

function recogniseIn(
  library: Library,
  facts: FileFacts,
  node: Invocation,
  origin: Origin,
): SiteDraft | undefined {
  const path = canonicalPath(library, origin.path);
  const use = {
    library: libraryName(origin),
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

/** What needs no import is known by its own name: `fetch`, `console`. */
function libraryName({ module, path }: Origin): string {
  return module === GLOBAL ? (path.split(".")[0] ?? path) : module;
}

function argumentOf(node: LibraryCall["node"], index: number): Node | undefined {
  const before = node.arguments.slice(0, index + 1);
  const spread = before.find((argument) => argument.type === "SpreadElement");
  return spread ?? node.arguments[index];
}

/** Keys with `*`, which stands for any one name: `new PrismaClient.*.findMany()`. */
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
  return new RegExp(`^${escaped.replaceAll("*", String.raw`[\w$]+`)}$`);
}
