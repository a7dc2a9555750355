import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { ImportAnswers } from "./import-answers.js";
import { noteFile } from "./noted-inputs.js";
import { placesOf, sourceFileAt } from "./source-file.js";
import { aliasTargets } from "./tsconfig-paths.js";
import { ownImportSource, workspaceSource } from "./workspace-packages.js";

const answers = new ImportAnswers<string | undefined>();
const BUILTIN = new Set(builtinModules);

/**
 * The file of the project that an import means: a relative path, an alias of `tsconfig.json`, an
 * `imports` entry of `package.json` or a package of the workspace. Undefined for installed packages,
 * Node's own modules, and what is not there.
 */
export function resolveModule(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith("node:") || BUILTIN.has(specifier) || specifier === "globalThis")
    return undefined;
  return answers.get(importer, specifier, () => find(importer, specifier));
}

function find(importer: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return relativeFile(join(dirname(importer), specifier));
  if (specifier.startsWith("#")) {
    const own = ownImportSource(importer, specifier);
    if (own !== undefined) return own;
  }
  const aliased = aliasTargets(importer, specifier)
    .map((target) => sourceFileAt(target))
    .find((path) => path !== undefined && !path.includes("/node_modules/"));
  return aliased ?? workspaceSource(importer, specifier);
}

function relativeFile(base: string): string | undefined {
  const found = sourceFileAt(base);
  // Findings may be others once it is there: generated code, a file not yet written.
  if (found === undefined) placesOf(base).forEach(noteFile);
  return found;
}
