import { execFileSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { onTestFinished } from "vitest";

/** Files by their path, relative to the project's root. */
export type Tree = Readonly<Record<string, string>>;

/** A folder of its own that holds these files until the test is over. */
export function project(tree: Tree): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "faultline-project-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  write(root, tree);
  return root;
}

/** The same as a git checkout with nothing committed yet. */
export function checkout(tree: Tree): string {
  const root = project(tree);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  return root;
}

/** Adds files to a project, or replaces them. */
export function write(root: string, tree: Tree): void {
  for (const [file, text] of Object.entries(tree)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
}

/** Every file of a project with its content, installed packages left out. */
export function contentsOf(root: string): Tree {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((file) => !file.startsWith("node_modules/"));
  return Object.fromEntries(
    files.toSorted().map((file) => [file, readFileSync(join(root, file), "utf8")]),
  );
}
