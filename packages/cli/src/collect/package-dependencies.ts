import { readFileSync } from "node:fs";

const FIELDS = ["dependencies", "optionalDependencies", "peerDependencies"];

/** Names of the packages that a `package.json` says are there at run time; none when it can't be read. */
export function packageDependencies(manifest: string): ReadonlySet<string> {
  try {
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    return new Set(FIELDS.flatMap((field) => keysOf(content, field)));
  } catch {
    // Whoever owns a broken package.json will hear of it from npm.
    return new Set();
  }
}

function keysOf(content: unknown, field: string): readonly string[] {
  if (typeof content !== "object" || content === null) return [];
  const value: unknown = Reflect.get(content, field);
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
