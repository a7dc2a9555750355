import { generatedPackage } from "../../project/generated-client.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { FileFacts } from "../file-facts.js";

/**
 * False where the file that a module means has nothing of a name, by its text alone: a barrel names
 * many files, of which most need not be parsed.
 */
export function mayPassOn(facts: FileFacts, module: string, name: string): boolean {
  const { path } = facts.source;
  if (path === undefined || facts.project.isLibrary(module)) return true;
  if (generatedPackage(path, module) !== undefined) return true;
  const file = resolveModule(path, module);
  return file === undefined || facts.project.mayExport(file, name);
}
