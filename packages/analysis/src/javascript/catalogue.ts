import { unknown, type Fact } from "@faultline/contract";
import type { Origin } from "./bindings/origin.js";
import type { Passed } from "./bindings/passed.js";
import { methodName } from "./bindings/static-name.js";
import { everydayMethods, type EverydayMethods } from "./everyday-methods.js";
import type { FileFacts } from "./file-facts.js";
import { packageBase } from "./modules/base-class.js";
import { familyOf, lookUp } from "./key-pattern.js";
import { callOf, keyOf, recogniseIn, useOf } from "./library-use.js";
import { followOrigin } from "./modules/follow-origin.js";
import { packageBehind } from "./modules/package-behind.js";
import { isOwnDeclaration } from "./modules/own-declaration.js";
import type { Target } from "./modules/target.js";
import type { CallKnowledge } from "./project-index.js";
import {
  canonicalPath,
  type ConfigurationPlaces,
  type ConventionalExports,
  type EntryPoint,
  type Handler,
  type HandOver,
  type Library,
  type LibraryCall,
  type SiteDraft,
  type Wrapping,
} from "./recogniser.js";
import { isFunction, type Call, type Invocation, type Node } from "./source.js";

/** Sites whose call is over only when another process has answered. */
const WAITS = new Set<SiteDraft["kind"]>([
  "outbound-call",
  "database-query",
  "cache-operation",
  "queue-publish",
  "transaction",
]);

/** The libraries that an analysis knows, found by the module and the way that a callee leads to. */
export class Catalogue implements CallKnowledge {
  readonly #byModule: ReadonlyMap<string, readonly Library[]>;
  /** Families of packages: `@aws-sdk/client-*`. */
  readonly #families: readonly (readonly [RegExp, readonly Library[]])[];
  /** What was found for the modules asked for that no library names exactly. */
  readonly #others = new Map<string, readonly Library[]>();
  readonly #conventional: readonly {
    readonly packages: readonly string[];
    readonly convention: ConventionalExports;
  }[];

  readonly #known: ReadonlySet<string>;
  readonly #everyday: EverydayMethods;

  /** `own` is what the settings say of the project's code, which is asked first. */
  constructor(libraries: readonly Library[], own: readonly Library[] = []) {
    this.#known = new Set(libraries.flatMap(({ packages }) => packages));
    this.#everyday = everydayMethods(libraries, own);
    const groups = new Map<string, Library[]>();
    for (const library of [...own, ...libraries]) {
      for (const name of library.packages) groups.set(name, [...(groups.get(name) ?? []), library]);
    }
    this.#byModule = groups;
    this.#families = [...groups]
      .filter(([name]) => name.includes("*"))
      .map(([name, members]) => [familyOf(name), members]);
    this.#conventional = libraries.flatMap(({ packages, exports = [] }) =>
      exports.map((convention) => ({ packages, convention })),
    );
  }

  /** True for a module that some library is imported as. */
  knows(module: string): boolean {
    return this.#known.has(module) || this.#families.some(([family]) => family.test(module));
  }

  #of(module: string): readonly Library[] {
    const known = this.#byModule.get(module) ?? this.#others.get(module);
    if (known) return known;
    const found = this.#families.find(([family]) => family.test(module))?.[1] ?? [];
    this.#others.set(module, found);
    return found;
  }

  /**
   * The site a call is, where its callee resolves to a function that some library file knows; read
   * on behalf of the call that passes something to the function around it, where one is given.
   */
  recognise(facts: FileFacts, node: Invocation, passed?: Passed): SiteDraft | undefined {
    if (this.#isEveryday(facts, node)) return undefined;
    const plugin = this.#pluginOf(facts, node);
    const registered = plugin && this.#registered(facts, node, plugin);
    if (registered) return registered;
    const target = targetOf(facts, node);
    if (target?.kind === "package") return this.#inLibraries(facts, node, target.origin, passed);
    if (target?.kind !== "class" || node.type !== "NewExpression") return undefined;
    const base = packageBase(target);
    const draft = base && this.#inLibraries(facts, node, base);
    return draft && ofSubclass(draft);
  }

  #isEveryday({ text }: FileFacts, node: Invocation): boolean {
    const name = node.type === "CallExpression" ? methodName(node.callee) : undefined;
    if (name === undefined || !this.#everyday.has(name)) return false;
    const meaning = this.#everyday.get(name);
    return meaning === undefined || !text.mentions(meaning);
  }

  #registered(facts: FileFacts, node: Invocation, plugin: Plugin): SiteDraft | undefined {
    if (node.type === "TaggedTemplateExpression") return undefined;
    for (const library of plugin.libraries) {
      const recognise = lookUp(library.sites, pluginKey(library, plugin));
      const draft = recognise?.(callOf(useOf(library, facts, plugin.origin), node));
      if (draft) return draft;
    }
    return undefined;
  }

  #inLibraries(
    facts: FileFacts,
    node: Invocation,
    origin: Origin,
    passed?: Passed,
  ): SiteDraft | undefined {
    for (const library of this.#of(origin.module)) {
      const draft = recogniseIn(useOf(library, facts, origin, passed), library, node);
      if (draft) return draft;
    }
    return undefined;
  }

  /** True for a call that gives a promise, which rejects when the world fails. */
  givesPromise(facts: FileFacts, node: Invocation): boolean {
    return this.#candidates(facts, node).some(([library, origin]) => {
      if (library.givesPromises === false || endsInCallback(facts, node)) return false;
      const path = `${canonicalPath(library, origin.path)}()`;
      if (library.promises?.includes(path)) return true;
      if (library.immediate?.includes(path)) return false;
      const draft = recogniseIn(useOf(library, facts, origin), library, node);
      return draft !== undefined && WAITS.has(draft.kind);
    });
  }

  /** The functions that a call is handed by a library that drops the promises they return. */
  handlersOf(facts: FileFacts, node: Call): readonly Handler[] {
    return this.#stated(facts, node, ({ handlers }) => handlers).flat();
  }

  /** What becomes of the work that a call is handed, where a library says. */
  wrappingOf(facts: FileFacts, node: Call): Wrapping | undefined {
    return this.#stated(facts, node, ({ wrappers }) => wrappers)[0];
  }

  /** True for a call by which a library tells operators of a failure. */
  reportsFailure(facts: FileFacts, node: Call): boolean {
    return this.#isListed(facts, node, ({ reports }) => reports);
  }

  /** True for a call by which a library closes a server, in limited time. */
  closesServer(facts: FileFacts, node: Call): boolean {
    return this.#isListed(facts, node, ({ closesServers }) => closesServers);
  }

  #isListed(
    facts: FileFacts,
    node: Call,
    list: (library: Library) => readonly string[] | undefined,
  ): boolean {
    return this.#candidates(facts, node).some(([library, { path }]) =>
      list(library)?.includes(`${canonicalPath(library, path)}()`),
    );
  }

  /** What one table of each library that knows a call states of it. */
  #stated<T>(
    facts: FileFacts,
    node: Call,
    table: (library: Library) => Readonly<Record<string, (call: LibraryCall) => T>> | undefined,
  ): readonly T[] {
    return this.#candidates(facts, node).flatMap(([library, origin]) => {
      const entries = table(library);
      if (!entries) return [];
      const use = useOf(library, facts, origin);
      const state = lookUp(entries, keyOf(use.origin.path, node));
      return state ? [state(callOf(use, node))] : [];
    });
  }

  /** Where a call takes what differs between environments. */
  configurationOf(facts: FileFacts, node: Call): readonly ConfigurationPlaces[] {
    const found = this.#candidates(facts, node).flatMap(([library, { path }]) => {
      return lookUp(library.configuration, keyOf(canonicalPath(library, path), node)) ?? [];
    });
    if (found.length > 0) return found;
    const plugin = this.#pluginOf(facts, node);
    return plugin
      ? plugin.libraries.flatMap(
          (library) => lookUp(library.configuration, pluginKey(library, plugin)) ?? [],
        )
      : [];
  }

  /** What a framework's `register(plugin, options)` is handed, where that is something of a package. */
  #pluginOf(facts: FileFacts, node: Invocation): Plugin | undefined {
    if (node.type !== "CallExpression" || methodName(node.callee) !== "register") return undefined;
    const [argument] = node.arguments;
    const origin = argument && packageBehind(facts, facts.bindings.origin(argument));
    return origin && { origin, libraries: this.#of(origin.module) };
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

  /** True for a file that some framework finds by its path. */
  isFoundByPath(path: string): boolean {
    const file = path.replaceAll("\\", "/");
    return this.#conventional.some(({ convention }) => convention.file.test(file));
  }

  #candidates(facts: FileFacts, node: Invocation): readonly (readonly [Library, Origin])[] {
    if (this.#isEveryday(facts, node)) return [];
    const target = targetOf(facts, node);
    if (target?.kind !== "package") return [];
    const { origin } = target;
    return this.#of(origin.module).map((library) => [library, origin]);
  }
}

/** Something of a package that a framework is handed to register, with the libraries that know the package. */
interface Plugin {
  readonly origin: Origin;
  readonly libraries: readonly Library[];
}

/** How a table names the registration of a plugin: `register()` for what the package exports by default. */
function pluginKey(library: Library, { origin }: Plugin): string {
  return `register(${canonicalPath(library, origin.path)})`;
}

/** What a callee or tag leads to. */
function targetOf(facts: FileFacts, node: Invocation): Target | undefined {
  const local = facts.bindings.origin(
    node.type === "TaggedTemplateExpression" ? node.tag : node.callee,
  );
  return local && !isOwnDeclaration(facts, local) ? followOrigin(facts, local) : undefined;
}

/** A function in last place is a callback, but the work of a transaction is not. */
function endsInCallback(facts: FileFacts, node: Invocation): boolean {
  const last = node.type === "TaggedTemplateExpression" ? undefined : node.arguments.at(-1);
  if (!last || facts.draftOf(node)?.kind === "transaction") return false;
  return isFunction(last) || facts.bindings.functionOf(last) !== undefined || isCalled(facts, last);
}

/** True for a parameter that is declared to be a function, or that the file calls: `done`. */
function isCalled({ bindings }: FileFacts, argument: Node): boolean {
  const variable = argument.type === "Identifier" ? bindings.variables.of(argument) : undefined;
  const name = variable?.defs[0]?.name;
  if (!variable || name?.type !== "Identifier") return false;
  if (name.typeAnnotation?.typeAnnotation.type === "TSFunctionType") return true;
  return (
    /^(?:cb|callback|done|next)$/.test(name.name) ||
    variable.references.some(
      ({ identifier }) =>
        identifier.parent.type === "CallExpression" && identifier.parent.callee === identifier,
    )
  );
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

/** How a key of `entryPoints` is written. */
const WRITTEN: Readonly<Record<HandOver, (path: string) => string>> = {
  call: (path) => `${path}()`,
  construction: (path) => `new ${path}`,
  decorator: (path) => `@${path}`,
  type: (path) => path.replace(/^new /, ": "),
};
