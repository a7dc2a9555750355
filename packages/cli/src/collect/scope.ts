import { relative, resolve, sep } from "node:path";
import { FaultlineError } from "../errors.js";

/** The project's files below the paths the user named; all of them when none is named. */
export function filesInScope(
  root: string,
  paths: readonly string[],
  files: readonly string[],
): readonly string[] {
  if (paths.length === 0) return files;
  return [...new Set(paths.flatMap((path) => filesBelow(root, path, files)))];
}

function filesBelow(root: string, path: string, files: readonly string[]): readonly string[] {
  const folder = relative(root, resolve(root, path)).split(sep).join("/");
  const below =
    folder === ""
      ? files
      : files.filter((file) => file === folder || file.startsWith(`${folder}/`));
  if (below.length > 0) return below;
  throw new FaultlineError(
    `No file of this project is below ${path}.`,
    "Name paths relative to the folder you review.",
  );
}
