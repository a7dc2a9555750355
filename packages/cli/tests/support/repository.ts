import { execFileSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { project, write, type Tree } from "./project.js";

const AS_SOMEBODY = [
  "-c",
  "user.name=Somebody",
  "-c",
  "user.email=somebody@example.com",
  "-c",
  "commit.gpgsign=false",
];

/** Runs git in a folder and gives what it printed; throws what it said where it fails. */
export function gitIn(root: string, ...args: readonly string[]): string {
  return execFileSync("git", [...AS_SOMEBODY, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** A repository with these files committed on `main`. */
export function repository(tree: Tree): string {
  const root = project({ ".gitignore": "node_modules\n.faultline\n", ...tree });
  gitIn(root, "init", "--quiet", "--initial-branch=main");
  commitAll(root, "Begin");
  return root;
}

export function commitAll(root: string, message: string): void {
  gitIn(root, "add", "--all");
  gitIn(root, "commit", "--quiet", "--allow-empty", "--message", message);
}

/** Commits these files, or their removal where they are undefined, on a branch of their own. */
export function onBranch(
  root: string,
  branch: string,
  changes: Readonly<Record<string, string | undefined>>,
): void {
  gitIn(root, "switch", "--quiet", "--create", branch);
  for (const [file, text] of Object.entries(changes)) {
    if (text === undefined) rmSync(join(root, file));
    else write(root, { [file]: text });
  }
  commitAll(root, branch);
}

export function rename(root: string, from: string, to: string): void {
  mkdirSync(dirname(join(root, to)), { recursive: true });
  renameSync(join(root, from), join(root, to));
}
