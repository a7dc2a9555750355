import { importOf } from "./import-pattern.js";
import { Trace } from "./modules/may-lead-to.js";
import type { Library } from "./recogniser.js";

const methods = new WeakMap<Library, ReadonlySet<string>>();

/** `find` of `Model.find()`, `Model.find()[]` and `Model.find(0:1)`. */
const CALLED = /([\w$]+|\*?)\((?:\d+:\d+)?\)(?:\[\])?$/;

/** The names by which a library's functions are called; `*` for any, and none for what can be called itself. */
export function methodsOf(library: Library): ReadonlySet<string> {
  const known = methods.get(library);
  if (known) return known;
  const { sites, aliases = {}, handlers = {}, wrappers = {} } = library;
  const { promises = [], immediate = [], reports = [], closesServers = [] } = library;
  const ways = [
    ...[sites, aliases, handlers, wrappers].flatMap(Object.keys),
    ...[promises, immediate, reports, closesServers].flat(),
  ];
  const found = new Set(ways.flatMap((way) => CALLED.exec(way)?.[1] ?? []));
  methods.set(library, found);
  return found;
}

/** The methods that some library has, and where one may be called by a name that the project gives it. */
export interface LibraryMethods {
  readonly names: ReadonlySet<string>;
  /** A library whose calls may have any name: one of its clients is called itself, or has methods that are not listed. */
  readonly others: Trace;
}

export function libraryMethods(libraries: readonly Library[]): LibraryMethods {
  const anyName = libraries.filter((library) => {
    const names = methodsOf(library);
    return names.has("*") || names.has("");
  });
  const pattern = new RegExp(importOf(anyName));
  return {
    names: new Set(libraries.flatMap((library) => [...methodsOf(library)])),
    others: new Trace((text) => text.mentions(pattern)),
  };
}
