import { FaultlineError } from "../errors.js";
import { git, pieces } from "./git.js";
import { ALL_NEW, lineMap, type LineMap } from "./line-map.js";
import { movedLines } from "./moved-lines.js";
import { parseDiff } from "./parse-diff.js";

/** A file that a change wrote or renamed. */
export interface ChangedFile {
  /** Its name at the base; undefined where it was not there. */
  readonly was: string | undefined;
  readonly lines: LineMap;
}

/** What lies between the base of a change and the files as they are now, uncommitted ones included. */
export interface Change {
  /** As the user named it. */
  readonly ref: string;
  /** The commit where the change began. */
  readonly base: string;
  /** Changed files that are there, by name. Binary files and submodules are left out. */
  readonly files: ReadonlyMap<string, ChangedFile>;
  /** Names at the base of files that are gone. */
  readonly deleted: readonly string[];
}

/** The change since `ref` and the work tree below `root` had a common commit; paths are relative to `root`. */
export function collectChange(root: string, ref: string): Change {
  const base = mergeBase(root, ref);
  const diffs = parseDiff(diffSince(root, base));
  const moved = movedLines(diffs);
  const files = new Map<string, ChangedFile>();
  const deleted: string[] = [];
  for (const diff of diffs) {
    const { was, file } = diff;
    if (file === undefined) {
      if (was !== undefined) deleted.push(was);
      continue;
    }
    files.set(file, { was, lines: lineMap(diff, moved.get(file) ?? new Map()) });
  }
  for (const file of untracked(root)) files.set(file, { was: undefined, lines: ALL_NEW });
  return { ref, base, files, deleted };
}

function diffSince(root: string, base: string): string {
  const options = [
    "--unified=0",
    "--inter-hunk-context=0",
    "--find-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-color",
    "--ignore-submodules=all",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--relative",
    "-z",
  ];
  const output = git(root, ["diff", ...options, base, "--", "."]);
  if (output !== undefined) return output;
  throw new FaultlineError(
    `git could not compare this folder with ${base}.`,
    `Run \`git diff ${base}\` to see why.`,
  );
}

function untracked(root: string): readonly string[] {
  return pieces(git(root, ["ls-files", "-z", "--others", "--exclude-standard"]) ?? "");
}

function mergeBase(root: string, ref: string): string {
  if (git(root, ["rev-parse", "--is-inside-work-tree"])?.trim() !== "true") {
    throw new FaultlineError(
      "--base needs a git checkout, and this folder is in none.",
      "Leave --base out to review everything.",
    );
  }
  const commit = git(root, [
    "rev-parse",
    "--verify",
    "--quiet",
    "--end-of-options",
    `${ref}^{commit}`,
  ]);
  if (commit === undefined || ref === "") {
    throw new FaultlineError(
      `--base names "${ref}", which is not here.`,
      `Run \`${fetchOf(root, ref)}\` first.`,
    );
  }
  const base = git(root, ["merge-base", commit.trim(), "HEAD"])?.trim();
  if (base) return base;
  if (isShallow(root)) {
    throw new FaultlineError(
      `This clone is shallow and does not reach the commit it has in common with ${ref}.`,
      `Run \`${fetchOf(root, ref)}\` first.`,
    );
  }
  throw new FaultlineError(
    `${ref} and HEAD have no commit in common.`,
    "Name the branch that the change goes into.",
  );
}

function isShallow(root: string): boolean {
  return git(root, ["rev-parse", "--is-shallow-repository"])?.trim() === "true";
}

/** The command that brings a base here. */
function fetchOf(root: string, ref: string): string {
  const whole = isShallow(root) ? " --unshallow" : "";
  const [, remote, branch] = /^([\w.-]+)\/(.+)$/.exec(ref) ?? [];
  const remotes = (git(root, ["remote"]) ?? "").split("\n");
  if (remote !== undefined && branch !== undefined && remotes.includes(remote))
    return `git fetch${whole} ${remote} ${branch}`;
  return `git fetch${whole} origin${/^[\w./-]+$/.test(ref) && ref !== "" ? ` ${ref}` : ""}`;
}
