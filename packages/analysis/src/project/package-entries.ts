import { basename } from "node:path";
import { field } from "./read-json.js";

const FIELDS = ["exports", "main", "module", "browser", "source", "types", "bin"] as const;

/**
 * Whether a manifest may offer a file to whoever imports the package: what is built has another folder
 * and another ending, so the name alone counts.
 */
export function offeredBy(manifest: unknown): (path: string) => boolean {
  const names = new Set(FIELDS.flatMap((name) => textsIn(field(manifest, name))).map(leadingName));
  return (path) => names.has(leadingName(path));
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** `index` of `dist/index.umd.cjs`. */
function leadingName(path: string): string {
  return basename(path).replace(/\..*$/, "");
}
