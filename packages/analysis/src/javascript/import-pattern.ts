import type { Library } from "./recogniser.js";

/** The import of one of some libraries, as a pattern. */
export function importOf(libraries: readonly Library[]): string {
  const names = libraries
    .flatMap(({ packages }) => packages)
    .filter((name) => name !== "globalThis")
    .map((name) =>
      name
        .replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
        .replaceAll("*", String.raw`[\w-]+`)
        .replace(/^node:/, "(?:node:)?"),
    );
  return String.raw`["'](?:${names.join("|")})["'/]`;
}
