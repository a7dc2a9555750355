import { minimatch } from "minimatch";

/** True for a file that one of the globs means; they are relative to the project's root, and meet names that begin with a dot. */
export function isAmong(file: string, globs: readonly string[]): boolean {
  return globs.some((glob) => minimatch(file, glob, { dot: true }));
}
