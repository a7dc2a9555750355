import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FaultlineError } from "../errors.js";
import type { Tree, Trees } from "./tree.js";

/** More than any file that a person wrote. */
const MAX_OUTPUT = 256 * 1024 * 1024;

/**
 * The project at the commit where the change began, read from git, and as it is on disk. Throws a `FaultlineError`
 * where `root` is in no repository, or `ref` names no commit.
 */
export function treesSince(root: string, ref: string, files: readonly string[]): Trees {
  const commit = beginningOf(root, ref);
  const base = baseTree(root, commit);
  const tracked = list(root, ["diff", "--name-only", "--no-renames", "--relative", "-z", commit]);
  const untracked = list(root, ["ls-files", "--others", "--exclude-standard", "-z"]);
  return {
    base,
    head: { files, read: (file) => readText(join(root, file)) },
    changed: [...new Set([...tracked, ...untracked])].toSorted(),
  };
}

/** Where the branch left `ref`, so that what others did on it since is none of this change. */
function beginningOf(root: string, ref: string): string {
  const named = git(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  if (named === undefined)
    throw new FaultlineError(
      `--base ${ref} is no commit of this repository.`,
      "Name a branch, a tag or a commit that is fetched, such as origin/main.",
    );
  const commit = named.trim();
  return git(root, ["merge-base", commit, "HEAD"])?.trim() ?? commit;
}

function baseTree(root: string, commit: string): Tree {
  let files: readonly string[] | undefined;
  return {
    get files() {
      files ??= list(root, ["ls-tree", "-r", "--name-only", "-z", commit]).toSorted();
      return files;
    },
    read: (file) => git(root, ["cat-file", "blob", `${commit}:./${file}`]),
  };
}

function list(root: string, args: readonly string[]): readonly string[] {
  return (git(root, args) ?? "").split("\0").filter((file) => file !== "");
}

/** What a command of git prints; undefined where it fails. */
function git(root: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync("git", args, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: MAX_OUTPUT,
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0" },
    });
  } catch {
    return undefined;
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
