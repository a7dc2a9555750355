import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, posix } from "node:path";
import { FaultlineError } from "../errors.js";
import { packageRootsOf } from "../package-roots.js";
import { git, pieces } from "./git.js";

/** The files of a project as they were at a commit, on disk until `remove` is called. */
export interface BaseTree {
  readonly root: string;
  /** Every file that the commit has below the root, relative, sorted; not all of them are on disk. */
  readonly files: readonly string[];
  remove(): void;
}

/** What the analysis reads: code, manifests, and what stands beside them. Pictures and locks stay where they are. */
const READ =
  /(?:\.(?:[cm]?[jt]sx?|vue|svelte|json|ya?ml|sql|prisma|toml|env)|(?:^|\/)(?:[^/]*Dockerfile[^/]*|Procfile))$/;
const NEVER_READ = /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml)$/;

/**
 * Writes the files of `commit` below `root` into a folder of their own. What is installed now stands in for what was
 * installed then.
 */
export function writeBaseTree(root: string, commit: string): BaseTree {
  const tree = treeOf(root, commit);
  const listed = git(root, ["ls-tree", "-r", "-z", "--full-tree", "--name-only", tree]);
  const home = mkdtempSync(join(realpathSync(tmpdir()), "faultline-base-"));
  const remove = (): void => {
    rmSync(home, { recursive: true, force: true });
  };
  try {
    const files = pieces(listed ?? "").toSorted();
    const folder = join(home, "files");
    mkdirSync(folder);
    if (listed === undefined || !writeFiles(root, { tree, files, home, folder }))
      throw unreadable(commit);
    linkInstalled(root, folder, files);
    return { root: folder, files, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** The tree of the reviewed folder, which may lie deep in its repository. */
function treeOf(root: string, commit: string): string {
  const prefix = git(root, ["rev-parse", "--show-prefix"])?.trim() ?? "";
  return `${commit}:${prefix.replace(/\/$/, "")}`;
}

function writeFiles(
  root: string,
  place: {
    readonly tree: string;
    readonly files: readonly string[];
    readonly home: string;
    readonly folder: string;
  },
): boolean {
  const env = { GIT_INDEX_FILE: join(place.home, "index") };
  const wanted = place.files.filter((file) => READ.test(file) && !NEVER_READ.test(file));
  if (git(root, ["read-tree", place.tree], { env }) === undefined) return false;
  // Git runs at the top of the checkout here, so that the index's names are not taken below the folder.
  const top = git(root, ["rev-parse", "--show-toplevel"])?.trim() ?? root;
  const written = git(
    top,
    ["checkout-index", "-z", "--stdin", "--quiet", `--prefix=${place.folder}/`],
    { env, input: wanted.join("\0") },
  );
  return written !== undefined;
}

function unreadable(commit: string): FaultlineError {
  return new FaultlineError(
    `git could not read the files of ${commit}.`,
    "Fetch the base whole: `git fetch --refetch` in a partial clone.",
  );
}

function linkInstalled(root: string, folder: string, files: readonly string[]): void {
  for (const home of new Set([".", ...packageRootsOf(files)])) {
    const installed = join(root, home, "node_modules");
    const link = join(folder, posix.join(home, "node_modules"));
    if (existsSync(installed) && existsSync(dirname(link)))
      symlinkSync(installed, link, "junction");
  }
}
