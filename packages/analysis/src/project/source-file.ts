import { statSync } from "node:fs";
import { join } from "node:path";

const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".tsx", ".jsx"];

/** A source may import `./app.js` and mean `app.ts`: that is how TypeScript writes it. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  ".jsx": [".tsx"],
};

/** The source file that a path without or with an extension means; undefined when there is none. */
export function sourceFileAt(base: string): string | undefined {
  return (
    writtenFor(base).find(isFile) ??
    (/\.[cm]?[jt]sx?$/.test(base) && isFile(base) ? base : undefined) ??
    EXTENSIONS.map((ending) => base + ending).find(isFile) ??
    (isFolder(base)
      ? EXTENSIONS.map((ending) => join(base, `index${ending}`)).find(isFile)
      : undefined)
  );
}

/** `app.ts` for `app.js`. */
function writtenFor(base: string): readonly string[] {
  const extension = Object.keys(WRITTEN_AS).find((ending) => base.endsWith(ending));
  if (extension === undefined) return [];
  const stem = base.slice(0, -extension.length);
  return (WRITTEN_AS[extension] ?? []).map((ending) => stem + ending);
}

/** The places where a source that is missing would be looked for, once it is written. */
export function placesOf(base: string): readonly string[] {
  return [base, ...writtenFor(base), ...EXTENSIONS.map((ending) => base + ending)];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
