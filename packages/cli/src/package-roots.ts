import { posix } from "node:path";

/** The folders that hold a `package.json`, from a project's files. */
export function packageRootsOf(files: readonly string[]): readonly string[] {
  return files
    .filter((file) => posix.basename(file) === "package.json")
    .map((file) => posix.dirname(file));
}

/** The nearest package folder around a file; `.` when there is none. */
export function packageRootOf(file: string, packageRoots: readonly string[]): string {
  for (let folder = posix.dirname(file); folder !== "."; folder = posix.dirname(folder)) {
    if (packageRoots.includes(folder)) return folder;
    if (folder === "/") break;
  }
  return ".";
}
