import { join } from "node:path";
import { resolveModule } from "../../project/resolve-module.js";

/**
 * Whether an import means the module that a setting names: by the same words, or because both lead
 * to one file. A setting's relative path starts at the project's root.
 */
export function meansModule(
  root: string,
  importer: string | undefined,
  specifier: string,
  module: string,
): boolean {
  const isRelative = module.startsWith(".");
  if (specifier === module && !isRelative) return true;
  if (importer === undefined) return false;
  const file = resolveModule(importer, specifier);
  if (file === undefined) return false;
  return file === resolveModule(isRelative ? join(root, "package.json") : importer, module);
}
