/** Folders whose code does not serve: it tests, measures, shows, seeds or was installed or built. */
const FOLDERS = [
  "test",
  "tests",
  "__tests__",
  "spec",
  "specs",
  "e2e",
  "cypress",
  "playwright",
  "fixtures",
  "__fixtures__",
  "mocks",
  "__mocks__",
  "testing",
  "scripts",
  "tools",
  "seeds",
  "seeders",
  "migrations",
  "examples",
  "example",
  "demo",
  "demos",
  "docs",
  "website",
  "bench",
  "benchmark",
  "benchmarks",
  "perf",
  "perfTest",
  "load-test",
  "playground",
  "dist",
  "build",
  "out",
  "coverage",
  "vendor",
  "node_modules",
  "generated",
  "public",
  "static",
] as const;

/** What a file's own name says: a test, a declaration, a configuration, a bundle. */
const NAMES = [
  "*.{e2e,dev,config,min,generated}.*",
  "*.*{test,spec}.*",
  "*-{test,spec,dev}.*",
  "{test,tests}-*.*",
  "*.d.{ts,mts,cts}",
  ".*",
] as const;

/** Globs for files that are not code that ships, for a linter's `ignores`. */
export const NOT_SHIPPED: readonly string[] = [
  ...NAMES.map((name) => `**/${name}`),
  `**/{${FOLDERS.join(",")}}/**`,
  "**/*-{example,examples}/**",
  "**/__*__/**",
  "**/.*/**",
];

const CODE = /\.[cm]?[jt]s$/;
const VIEW = /\.(?:[jt]sx|vue|svelte|astro|mdx)$/;
const BY_NAME =
  /(?:^|\/)(?:[^/]+\.(?:e2e|dev|config|min|generated|[^/.]*(?:test|spec))\.[^/]+|[^/]+-(?:test|spec|dev)\.[^/]+|tests?-[^/]+|[^/]+\.d\.[cm]?ts|\.[^/]+)$/;
const IN_FOLDER = new RegExp(
  String.raw`(?:^|/)(?:${FOLDERS.join("|")}|[^/]+-examples?|__[^/]+__|\.[^/]+)/`,
);

/** True for a JavaScript or TypeScript file that ships: not a test, a script, a configuration, an example or a build. */
export function isShippedSource(file: string): boolean {
  return CODE.test(file) && isShipped(file);
}

/** True for a component that ships: it is not reviewed itself, but imports what is. */
export function isShippedView(file: string): boolean {
  return VIEW.test(file) && isShipped(file);
}

function isShipped(file: string): boolean {
  return !BY_NAME.test(file) && !IN_FOLDER.test(file);
}
