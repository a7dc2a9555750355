import { mkdirSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { project, type Tree } from "./project.js";

/** A project where these of this repository's test runners are installed. */
export function withRunners(tree: Tree, ...runners: readonly ("jest" | "vitest")[]): string {
  const root = project(tree);
  mkdirSync(join(root, "node_modules"));
  for (const runner of runners) {
    const manifest = fileURLToPath(import.meta.resolve(`${runner}/package.json`));
    symlinkSync(dirname(manifest), join(root, "node_modules", runner), "dir");
  }
  return root;
}
