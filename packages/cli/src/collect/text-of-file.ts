import { readFileSync } from "node:fs";

/** The text of a file of the project; undefined for one that git still lists and that was deleted since. */
export function textOfFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // What can't be read for another reason the analysis says.
    return undefined;
  }
}
