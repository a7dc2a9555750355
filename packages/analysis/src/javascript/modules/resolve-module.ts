import { statSync } from "node:fs";
import { dirname, join } from "node:path";
import { noteFile } from "../../project/noted-inputs.js";

const EXTENSIONS = [".ts", ".mts", ".cts", ".js", ".mjs", ".cjs", ".tsx", ".jsx"];

/** A source may import `./app.js` and mean `app.ts`: that is how TypeScript writes it. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  ".js": [".ts", ".tsx"],
  ".mjs": [".mts"],
  ".cjs": [".cts"],
  ".jsx": [".tsx"],
};

/** The file that a relative import means; undefined when there is none. */
export function resolveModule(importer: string, specifier: string): string | undefined {
  const places = candidates(join(dirname(importer), specifier));
  const found = places.find(isFile);
  // Findings may be others once it is there: generated code, a file not yet written.
  if (found === undefined) places.forEach(noteFile);
  return found;
}

function candidates(base: string): readonly string[] {
  const extension = Object.keys(WRITTEN_AS).find((ending) => base.endsWith(ending));
  const stem = extension === undefined ? base : base.slice(0, -extension.length);
  return [
    ...(extension === undefined
      ? []
      : (WRITTEN_AS[extension] ?? []).map((ending) => stem + ending)),
    base,
    ...EXTENSIONS.map((ending) => base + ending),
    ...EXTENSIONS.map((ending) => join(base, `index${ending}`)),
  ];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
