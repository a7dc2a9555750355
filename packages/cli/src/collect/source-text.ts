import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** Nobody reads more in a report, and what is longer was mostly generated. */
const LONGEST_SOURCE = 512 * 1024;

/**
 * Reads the files of a project as text, each when it is asked for. A path that leads out of the
 * project, also through a link, or to something that is no text of bearable length, gives undefined:
 * the paths come from results that others made.
 */
export function sourceReader(root: string): (file: string) => string | undefined {
  return (file) => {
    try {
      const base = realpathSync(root);
      const path = realpathSync(resolve(base, file));
      if (!path.startsWith(base + sep)) return undefined;
      const stat = statSync(path);
      if (!stat.isFile() || stat.size > LONGEST_SOURCE) return undefined;
      const text = readFileSync(path, "utf8");
      return text.includes("\u0000") ? undefined : text;
    } catch {
      // Gone, not readable, or no path at all: the report then shows the place without its text.
      return undefined;
    }
  };
}

/** The folder, from the root of the repository it is in; empty for that root, and outside of any. */
export function folderInRepository(folder: string): string {
  for (let above = folder; ; above = dirname(above)) {
    if (existsSync(join(above, ".git"))) return relative(above, folder).split(sep).join("/");
    if (above === dirname(above)) return "";
  }
}
