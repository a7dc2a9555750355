import { importOf } from "./import-pattern.js";
import type { Library } from "./recogniser.js";

/** What lists, texts, dates and promises are asked for, and what is no name for work of a service. */
const EVERYDAY = [
  ...["map", "flatMap", "forEach", "filter", "some", "every", "reduce", "reduceRight"],
  ...["includes", "indexOf", "lastIndexOf", "findIndex", "slice", "splice", "concat", "join"],
  ...["push", "pop", "shift", "unshift", "sort", "toSorted", "flat", "hasOwnProperty"],
  ...["split", "replace", "replaceAll", "trim", "trimStart", "trimEnd", "padStart", "padEnd"],
  ...["startsWith", "endsWith", "charAt", "charCodeAt", "toLowerCase", "toUpperCase", "substring"],
  ...["toString", "toFixed", "toISOString", "getTime", "then", "catch", "finally"],
];

/** Methods of JavaScript's own values, each with the imports under which a library means something by it. */
export type EverydayMethods = ReadonlyMap<string, RegExp | undefined>;

/**
 * A call of such a method is known for what it is without a look at its object, unless one of those
 * imports is there; they are every third call, and many objects take long to find. `own` is what the
 * project says of its code, which may have any import.
 */
export function everydayMethods(
  libraries: readonly Library[],
  own: readonly Library[],
): EverydayMethods {
  const taken = new Set(own.flatMap((library) => [...methodsOf(library)]));
  const names = EVERYDAY.filter((name) => !taken.has(name));
  return new Map(
    names.map((name) => {
      const speaking = libraries.filter((library) => methodsOf(library).has(name));
      return [name, speaking.length === 0 ? undefined : new RegExp(importOf(speaking))];
    }),
  );
}

const methods = new WeakMap<Library, ReadonlySet<string>>();

/** The last names of the ways that a library says anything of. */
function methodsOf(library: Library): ReadonlySet<string> {
  const known = methods.get(library);
  if (known) return known;
  const {
    sites,
    aliases = {},
    handlers = {},
    wrappers = {},
    configuration = {},
    promises = [],
    reports = [],
    closesServers = [],
  } = library;
  const ways = [
    ...[sites, aliases, handlers, wrappers, configuration].flatMap(Object.keys),
    ...promises,
    ...reports,
    ...closesServers,
  ];
  const found = new Set(ways.map((way) => /([\w$]+)(?:\(\))?$/.exec(way)?.[1] ?? ""));
  methods.set(library, found);
  return found;
}
