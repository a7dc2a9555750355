import { dirname, isAbsolute, join, resolve } from "node:path";
import { field, isRecord, readJson, stampOf, strings } from "./read-json.js";
import { PerRound } from "./round.js";

/** The aliases of a `tsconfig.json` or `jsconfig.json`, with the folder they are relative to. */
interface PathAliases {
  readonly base: string;
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  /** `baseUrl`, from which bare names resolve too. */
  readonly baseUrl: string | undefined;
}

const CONFIGS = ["tsconfig.json", "jsconfig.json", "tsconfig.base.json"];

/**
 * The paths, without extensions, that a specifier may mean by the aliases of the nearest
 * `tsconfig.json` (typescriptlang.org/tsconfig/#paths, `baseUrl`, `extends`). A base that can't be
 * found is left out: what it says is unknown, not an error.
 */
export function aliasTargets(importer: string, specifier: string): readonly string[] {
  const folder = dirname(importer);
  for (const aliases of around.get(folder, () => aliasesAround(folder))) {
    const targets = aliases.flatMap((one) => targetsIn(one, specifier));
    if (targets.length > 0) return targets;
  }
  return [];
}

const around = new PerRound<string, readonly (readonly PathAliases[])[]>();

/** The aliases of a folder and of each above it, the nearest first. */
function aliasesAround(folder: string): readonly (readonly PathAliases[])[] {
  const found: (readonly PathAliases[])[] = [];
  for (let directory = folder; ; directory = dirname(directory)) {
    const configs = CONFIGS.map((name) => join(directory, name));
    found.push(
      configs
        .filter((config) => stampOf(config) !== undefined)
        .map((config) => aliasesOf(config, 0)),
    );
    if (dirname(directory) === directory) return found;
  }
}

function targetsIn(aliases: PathAliases, specifier: string): readonly string[] {
  const matches = aliases.paths
    .flatMap(([pattern, targets]) => {
      const rest = matchOf(pattern, specifier);
      return rest === undefined ? [] : [{ pattern, targets, rest }];
    })
    // The longest prefix before `*` wins.
    .toSorted((a, b) => b.pattern.length - a.pattern.length);
  const [best] = matches;
  const named = best?.targets.map((target) =>
    resolve(aliases.base, target.replace("*", best.rest)),
  );
  return [
    ...(named ?? []),
    ...(aliases.baseUrl === undefined ? [] : [join(aliases.baseUrl, specifier)]),
  ];
}

/** What `*` stands for; the empty string for an exact match. */
function matchOf(pattern: string, specifier: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === specifier ? "" : undefined;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  const isMatch =
    specifier.length >= head.length + tail.length &&
    specifier.startsWith(head) &&
    specifier.endsWith(tail);
  return isMatch ? specifier.slice(head.length, specifier.length - tail.length) : undefined;
}

function aliasesOf(config: string, depth: number): PathAliases {
  const directory = dirname(config);
  const content = readJson(config);
  const options = field(content, "compilerOptions");
  const own = field(options, "paths");
  const baseUrl = field(options, "baseUrl");
  const base = typeof baseUrl === "string" ? resolve(directory, baseUrl) : undefined;
  const inherited = depth > 4 ? undefined : inheritedBy(content, directory, depth);
  if (!isRecord(own)) {
    return {
      base: inherited?.base ?? base ?? directory,
      paths: inherited?.paths ?? [],
      baseUrl: base ?? inherited?.baseUrl,
    };
  }
  const paths = Object.entries(own).map(
    ([pattern, targets]) => [pattern, strings(targets)] as const,
  );
  const from = base ?? inherited?.baseUrl;
  return { base: from ?? directory, paths, baseUrl: from };
}

function inheritedBy(content: unknown, directory: string, depth: number): PathAliases | undefined {
  const value = field(content, "extends");
  const names = typeof value === "string" ? [value] : strings(value);
  const bases = names
    .flatMap((name) => configNamed(directory, name))
    .map((path) => aliasesOf(path, depth + 1));
  return bases.toReversed().find(({ paths, baseUrl }) => paths.length > 0 || baseUrl !== undefined);
}

function configNamed(directory: string, name: string): readonly string[] {
  const candidates =
    name.startsWith(".") || isAbsolute(name)
      ? [resolve(directory, name), `${resolve(directory, name)}.json`]
      : [];
  const found = candidates.find((path) => stampOf(path) !== undefined);
  return found === undefined ? [] : [found];
}
