import type { Origin } from "../bindings/origin.js";
import { PerRoundOf } from "../../project/round.js";
import { resolveModule } from "../../project/resolve-module.js";
import type { ProjectIndex } from "../project-index.js";
import { PASSES_ON } from "./export-text.js";
import { starsWith } from "./star-exports.js";

/** How many files an import may be passed on through. */
const MAX_FILES = 6;

/**
 * The files of the project that may declare what a module exports by a name, `default` for its
 * default; several where barrels of barrels leave it open. None for a package, for what can't be
 * found, and for what the settings speak of.
 */
export function declaringFiles(
  project: ProjectIndex,
  importer: string,
  { module, path: name }: Origin,
  depth = 0,
): readonly string[] {
  if (depth > MAX_FILES || project.isLibrary(module)) return [];
  if (project.own?.claim(importer, { module, path: name === "default" ? "" : name })) return [];
  const file = resolveModule(importer, module);
  if (file === undefined) return [];
  if (project.textAt(file)?.mentions(PASSES_ON) !== true) return [file];
  return behind.get(project, `${file} ${name}`, () => behindBarrel(project, file, name, depth));
}

const behind = new PerRoundOf<ProjectIndex, readonly string[]>();

function behindBarrel(
  project: ProjectIndex,
  file: string,
  name: string,
  depth: number,
): readonly string[] {
  const barrel = project.fileAt(file);
  if (!barrel || barrel.exports.own.has(name)) return [file];
  const passed = barrel.exports.passedOn.get(name);
  if (passed) {
    const inner = { module: passed.from, path: passed.imported };
    return passed.imported === "" ? [] : declaringFiles(project, file, inner, depth + 1);
  }
  return starsWith(barrel, name).flatMap((from) =>
    declaringFiles(project, file, { module: from, path: name }, depth + 1),
  );
}
