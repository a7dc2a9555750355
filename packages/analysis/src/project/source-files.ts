import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isShippedSource, isShippedView } from "./shipped-code.js";

const SKIPPED_FOLDERS = new Set([
  "node_modules",
  "dist",
  "build",
  "out",
  "coverage",
  ".git",
  "vendor",
]);

/**
 * The files below `root`, relative with forward slashes, sorted: what git tracks or does not
 * ignore, and outside of git everything but installed and built folders.
 */
export function listFiles(root: string): readonly string[] {
  return (listGitFiles(root) ?? listFolder(root, "")).toSorted();
}

/** The JavaScript and TypeScript files below `root` that ship; tests, scripts and configuration are left out. */
export function listSourceFiles(root: string): readonly string[] {
  return listFiles(root).filter(isShippedSource);
}

/** The components below `root` that ship. */
export function listViewFiles(root: string): readonly string[] {
  return listFiles(root).filter(isShippedView);
}

function listGitFiles(root: string): string[] | undefined {
  try {
    const output = execFileSync(
      "git",
      ["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
      {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    const files = output.split("\0").filter((file) => file !== "" && !isSkipped(file));
    return files.length > 0 ? [...new Set(files)] : undefined;
  } catch {
    // Not a git checkout, or no git: the folder itself is the list.
    return undefined;
  }
}

function listFolder(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return SKIPPED_FOLDERS.has(entry.name) ? [] : listFolder(root, path);
    return entry.isFile() ? [path] : [];
  });
}

function isSkipped(file: string): boolean {
  return file.split("/").some((part) => SKIPPED_FOLDERS.has(part));
}
