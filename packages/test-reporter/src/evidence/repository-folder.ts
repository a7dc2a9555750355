import { existsSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

/**
 * Where a folder lies in its Git repository, with forward slashes; empty for the repository's root,
 * and for a folder of no repository.
 */
export function repositoryFolder(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, ".git"))) return relative(above, folder).replaceAll(sep, "/");
    if (dirname(above) === above) return "";
  }
}
