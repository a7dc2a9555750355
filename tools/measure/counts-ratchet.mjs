// docs/precision/counts.json: how many findings each rule has in each pinned project. More of them is news.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const PATH = "docs/precision/counts.json";

/** A rule may gain this many findings, or this share, without being looked at. */
const FREE_FINDINGS = 3;
const FREE_SHARE = 0.2;

/** @typedef {Readonly<Record<string, Readonly<Record<string, number>>>>} Counts by subject, then by project */

/** @param {string} root the repository's */
export function countsPath(root) {
  return join(root, PATH);
}

/**
 * @param {string} root
 * @returns {Counts | undefined}
 */
export function readCounts(root) {
  const path = countsPath(root);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/**
 * @param {readonly import("./corpus-findings.mjs").CorpusFinding[]} findings
 * @returns {Counts}
 */
export function countFindings(findings) {
  const counts = {};
  for (const { subject, repo } of findings) {
    const own = (counts[subject] ??= {});
    own[repo] = (own[repo] ?? 0) + 1;
  }
  return sortedCounts(counts);
}

/** By name, so that two runs write the same. */
export function sortedCounts(record) {
  const entries = Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "object" ? sortedCounts(value) : value]),
  );
}

/** @param {Readonly<Record<string, number>>} [byProject] */
export function sumOf(byProject = {}) {
  return Object.values(byProject).reduce((sum, count) => sum + count, 0);
}

/**
 * What changed between two counts, a sentence for each rule.
 * @param {Counts} before
 * @param {Counts} after
 * @returns {{ text: string, isJump: boolean }[]}
 */
export function changesOf(before, after) {
  const subjects = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return subjects.flatMap((subject) => changeOf(subject, before[subject], after[subject]));
}

function changeOf(subject, before = {}, after = {}) {
  const projects = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const changed = projects
    .map((repo) => ({ repo, from: before[repo] ?? 0, to: after[repo] ?? 0 }))
    .filter(({ from, to }) => from !== to)
    .map(({ repo, from, to }) => `${repo} ${String(from)} → ${String(to)}`);
  if (changed.length === 0) return [];
  const from = sumOf(before);
  const to = sumOf(after);
  const text = `${subject}: ${String(from)} → ${String(to)} findings (${changed.join(", ")})`;
  return [{ text, isJump: to - from > Math.max(FREE_FINDINGS, FREE_SHARE * from) }];
}
