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

/**
 * Methods of JavaScript's own values that no library has a site for. A call of one is known for what
 * it is without a look at its object; they are every third call, and many objects take long to find.
 */
export function everydayMethods(libraries: readonly Library[]): ReadonlySet<string> {
  const names = new Set(EVERYDAY);
  for (const way of libraries.flatMap(waysOf))
    names.delete(/([\w$]+)(?:\(\))?$/.exec(way)?.[1] ?? "");
  return names;
}

/** The ways that a library says anything of. */
function waysOf({
  sites,
  aliases = {},
  handlers = {},
  wrappers = {},
  promises = [],
  reports = [],
}: Library): readonly string[] {
  return [...[sites, aliases, handlers, wrappers].flatMap(Object.keys), ...promises, ...reports];
}
