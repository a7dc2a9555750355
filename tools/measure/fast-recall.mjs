// Recall in this process: the linter on the one file of each fix, before and after, from cached checkouts.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { RULES } from "eslint-plugin-faultline/rules";
import { checkOut } from "./checkout.mjs";
import { lintFiles } from "./lint-files.mjs";
import { ROOT } from "./measuring-place.mjs";

/** How far a report may be from the recorded line, as in the corpus's own script. */
const TOLERANCE = 3;

/** How far around the line other findings are shown, as hints to what was seen instead. */
const NEAR = 15;

/**
 * @typedef {object} FastOptions
 * @property {string} mirrors
 * @property {string} cache
 * @property {readonly string[]} projectChecks the ids of all project checks
 * @property {boolean} withProject also ask the project checks, which read the whole project
 */

/** @typedef {import("./lint-files.mjs").LintFinding} LintFinding */

/**
 * @param {import("./known-fixes.mjs").KnownFix} fix
 * @param {readonly string[] | undefined} checks which may find it
 * @param {FastOptions} options
 * @returns {Promise<import("./recall-table.mjs").JudgedFix & { near: readonly LintFinding[] }>}
 */
export async function judgeFix(fix, checks, options) {
  const open = { ...fix, found: false, near: [] };
  if (!checks) return { ...open, problem: "out of reach" };
  const wanted = checks.filter((check) => options.projectChecks.includes(check));
  const asked = options.withProject ? wanted : [];
  const before = await findingsAt(checkOut(options, fix.repo, fix.parent), fix.path, asked);
  const near = before.filter(({ line }) => Math.abs(line - fix.line) <= NEAR);
  if (!isFound(before, fix, checks)) {
    const problem =
      before.find(({ rule }) => rule === "fatal")?.message ??
      (wanted.length > asked.length ? "not found without --project" : undefined);
    return { ...open, near, ...(problem && { problem }) };
  }
  const after = checkOut(options, fix.repo, fix.fix);
  const cleared =
    !existsSync(join(after, fix.path)) ||
    !isFound(await findingsAt(after, fix.path, asked), fix, checks);
  return { ...open, found: true, cleared, near };
}

function isFound(findings, { line }, checks) {
  return findings.some(
    (finding) => checks.includes(finding.rule) && Math.abs(finding.line - line) <= TOLERANCE,
  );
}

async function findingsAt(root, path, projectChecks) {
  const linted = await lintFiles(root, "strict", [path]);
  return projectChecks.length === 0 ? linted : [...linted, ...projectFindings(root, path)];
}

/** In a process of its own, since it holds every file of the project. */
function projectFindings(root, path) {
  const cli = join(ROOT, "packages/cli/bin/faultline.js");
  const args = ["review", path, "--preset", "strict", "--format", "json"];
  // Findings make the exit code 1; notes go to stderr.
  const { stdout } = spawnSync(process.execPath, [cli, ...args], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 1 << 28,
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(stdout)
    .findings.filter(({ check }) => !Object.hasOwn(RULES, check))
    .map(({ check, location, message }) => ({ rule: check, messageId: "", message, ...location }));
}
