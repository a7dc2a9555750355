/** Keys with `*` for any one name, or `**` for any calls of a chain: `new Repository.createQueryBuilder()**.getMany()`. */
const patterns = new WeakMap<object, readonly (readonly [RegExp, string])[]>();

/** The entry for a key, or for the first pattern that fits it. */
export function lookUp<T>(
  table: Readonly<Record<string, T>> | undefined,
  key: string,
): T | undefined {
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

/** The packages that a name with `*` stands for: `@aws-sdk/client-*`. */
export function familyOf(name: string): RegExp {
  const escaped = name.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", String.raw`[\w-]+`)}$`);
}
