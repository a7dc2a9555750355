// Every finding in the pinned projects. Linting them takes minutes, so what one build found is kept in the cache.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { RULES } from "eslint-plugin-faultline/rules";
import { lintFiles } from "./lint-files.mjs";
import { ROOT } from "./measuring-place.mjs";
import { pinnedProjects, pinnedText, reviewedFiles } from "./pinned-corpus.mjs";

/** What findings come from. */
const BUILT = ["contract", "analysis", "eslint-plugin"];

/** Longer lines are machine-made; their beginning is enough to know them again. */
const MAX_CODE = 200;

/**
 * @typedef {object} CorpusFinding
 * @property {string} subject the rule, or `<rule>.strict` for what its strict options add
 * @property {string} repo
 * @property {string} path
 * @property {number} line
 * @property {string} code the line's text, trimmed
 * @property {string} message the message's id
 * @property {string} says the message
 */

/**
 * @param {{ mirrors: string, cache: string }} places
 * @param {{ repo?: string, rules?: readonly string[] }} [only] `owner/name`, and rules
 * @returns {Promise<CorpusFinding[]>} by project, then in ESLint's order
 */
export async function corpusFindings(places, { repo, rules = [] } = {}) {
  const findings = [];
  const folder = join(places.cache, "findings", [digestOfBuild(), ...rules].join("+"));
  mkdirSync(folder, { recursive: true });
  for (const project of pinnedProjects(places, repo)) {
    const kept = join(folder, `${project.repo.replace("/", "+")}.json`);
    if (!existsSync(kept)) writeFileSync(kept, JSON.stringify(await findingsIn(project, rules)));
    findings.push(...JSON.parse(readFileSync(kept, "utf8")));
  }
  return findings;
}

function digestOfBuild() {
  const hash = createHash("sha256").update(pinnedText());
  for (const name of BUILT) {
    const folder = join(ROOT, "packages", name, "dist");
    const files = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".js"));
    for (const file of files.toSorted()) hash.update(readFileSync(join(folder, file)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** @param {import("./pinned-corpus.mjs").PinnedProject} project */
async function findingsIn({ repo, root }, rules) {
  const start = performance.now();
  const files = reviewedFiles(root);
  const strict = await lintFiles(root, "strict", files, rules);
  const inBoth = await alsoRecommended(root, strict, rules);
  const findings = strict
    .filter(({ rule }) => rule !== "fatal")
    .map((finding) => toCorpusFinding(repo, root, finding, inBoth));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stderr.write(`${repo}: ${String(findings.length)} in ${seconds} s\n`);
  return findings;
}

/** The findings of rules with strict options that are there without these options, too. */
async function alsoRecommended(root, strict, rules) {
  const files = strict.filter(({ rule }) => isTwofold(rule)).map(({ file }) => file);
  const findings = await lintFiles(root, "recommended", [...new Set(files)], rules);
  return new Set(findings.map(identity));
}

function isTwofold(rule) {
  const docs = RULES[rule]?.meta.docs;
  return docs?.preset === "recommended" && docs.strictOptions !== undefined;
}

function identity({ file, rule, messageId, line, column }) {
  return [file, rule, messageId, line, column].join("\n");
}

function toCorpusFinding(repo, root, finding, inBoth) {
  const { rule, file, line, messageId, message } = finding;
  const text = readFileSync(join(root, file), "utf8").split(/\r?\n/)[line - 1] ?? "";
  return {
    subject: isTwofold(rule) && !inBoth.has(identity(finding)) ? `${rule}.strict` : rule,
    repo,
    path: file,
    line,
    code: text.trim().slice(0, MAX_CODE),
    message: messageId,
    says: message,
  };
}
