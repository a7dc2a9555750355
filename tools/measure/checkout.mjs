// Source files of a commit, from a bare mirror into the cache. A checkout that is there is used as it is.
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { CannotMeasure } from "./measuring-place.mjs";

/** Code, manifests, and what the analysis reads beside them. */
const WANTED = /(?:\.(?:[cm]?[jt]s|json|ya?ml|sql|prisma)|(?:^|\/)[^/]*Dockerfile[^/]*)$/;

/**
 * The bare repository of a project: `owner+name` below `mirrors`, or a folder in it.
 * @param {string} mirrors
 * @param {string} repo `owner/name`
 * @returns {string | undefined}
 */
function mirrorOf(mirrors, repo) {
  const queue = [join(mirrors, repo.replace("/", "+"))];
  for (const directory of queue) {
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) continue;
    if (existsSync(join(directory, "HEAD")) && existsSync(join(directory, "objects")))
      return directory;
    queue.push(...readdirSync(directory).map((name) => join(directory, name)));
  }
  return undefined;
}

/**
 * The folder of a checkout, made when it is not in the cache yet. It holds no `.git`.
 * @param {{ mirrors: string, cache: string }} places
 * @param {string} repo `owner/name`
 * @param {string} commit
 */
export function checkOut({ mirrors, cache }, repo, commit) {
  const home = join(cache, "checkouts", repo.replace("/", "+"));
  const folder = join(home, commit);
  if (existsSync(folder)) return folder;
  const mirror = mirrorOf(mirrors, repo);
  if (!mirror)
    throw new CannotMeasure(
      `There is no mirror of ${repo} in ${mirrors}; name the folder with --mirrors.`,
    );
  mkdirSync(home, { recursive: true });
  const unfinished = mkdtempSync(join(home, ".unfinished-"));
  const files = join(unfinished, "files");
  mkdirSync(files);
  writeFiles(mirror, commit, files, join(unfinished, "index"));
  try {
    renameSync(files, folder);
  } catch (error) {
    // Another run was faster; what it has is the same.
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

function writeFiles(mirror, commit, folder, index) {
  const git = ["--git-dir", mirror, "--work-tree", folder, "-c", "core.bare=false"];
  const env = { ...process.env, GIT_INDEX_FILE: index, GIT_LFS_SKIP_SMUDGE: "1" };
  const options = { env, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "ignore"] };
  const listed = execFileSync(
    "git",
    [...git, "ls-tree", "-r", "--name-only", "-z", commit],
    options,
  );
  const wanted = listed
    .toString("utf8")
    .split("\0")
    .filter((path) => WANTED.test(path));
  execFileSync("git", [...git, "read-tree", commit], options);
  execFileSync("git", [...git, "checkout-index", "-f", "-z", "--stdin"], {
    ...options,
    input: wanted.join("\0"),
  });
}
