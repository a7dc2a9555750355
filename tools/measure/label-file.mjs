// docs/precision/<rule>.yaml: findings in real projects, and whether an expert agrees with them.
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";

/**
 * @typedef {import("./corpus-findings.mjs").CorpusFinding & { agreed: "yes" | "no" | "unlabelled", why: string }} LabelledFinding
 */

/**
 * @typedef {object} Labels
 * @property {string} rule
 * @property {"recommended" | "strict"} preset
 * @property {readonly LabelledFinding[]} sample drawn by chance; these count
 * @property {readonly LabelledFinding[]} others labelled, and not drawn any more
 */

const FOLDER = "docs/precision";

const HEADER = `# Findings in real projects (the commits are in tools/measure/pinned.json), drawn by \`npm run precision\`.
# Set \`agreed\` to yes or no: would an expert on this project call it a defect? Say why in a few words.
# A run keeps the labels of findings that are still there, whatever their line.
`;

/**
 * @param {string} root the repository's
 * @param {string} subject
 */
export function labelPath(root, subject) {
  return join(root, FOLDER, `${subject}.yaml`);
}

/**
 * @param {string} root
 * @returns {Map<string, Labels>} by subject: a rule, or `<rule>.strict`
 */
export function readAllLabels(root) {
  const folder = join(root, FOLDER);
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return new Map(
    names
      .filter((name) => name.endsWith(".yaml"))
      .toSorted()
      .map((name) => [name.replace(".yaml", ""), readLabels(join(folder, name))]),
  );
}

function readLabels(path) {
  const { rule, preset, sample, others = [] } = parse(readFileSync(path, "utf8"));
  const subject = rule;
  return {
    rule,
    preset,
    sample: sample.map((entry) => fromEntry(subject, entry, path)),
    others: others.map((entry) => fromEntry(subject, entry, path)),
  };
}

function fromEntry(subject, { repo, at, code, message, says, agreed, why }, path) {
  if (!["yes", "no", "unlabelled"].includes(agreed))
    throw new Error(`${path}: ${repo} ${at}: \`agreed\` must be yes, no or unlabelled.`);
  const [, file, line] = /^(.*):(\d+)$/.exec(at) ?? [];
  return { subject, repo, path: file, line: Number(line), code, message, says, agreed, why };
}

/**
 * @param {Labels} labels
 * @returns {string} YAML
 */
export function labelText({ rule, preset, sample, others }) {
  const content = {
    rule,
    preset,
    sample: sample.map(toEntry),
    ...(others.length > 0 && { others: others.map(toEntry) }),
  };
  return `${HEADER}\n${stringify(content, { lineWidth: 0 })}`;
}

function toEntry({ repo, path, line, code, message, says, agreed, why }) {
  return { repo, at: `${path}:${String(line)}`, code, message, says, agreed, why };
}

/**
 * Takes away the files of rules that find nothing any more.
 * @param {string} root
 * @param {readonly string[]} subjects
 */
export function removeOtherLabels(root, subjects) {
  for (const subject of readAllLabels(root).keys())
    if (!subjects.includes(subject)) rmSync(labelPath(root, subject));
}
