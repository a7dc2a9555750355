import { readFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { CannotMeasure, mustExist } from "./measuring-place.mjs";

/**
 * @typedef {object} KnownFix a defect that a project has mended, by the commit before and the commit that did
 * @property {string} repo
 * @property {string} parent
 * @property {string} fix
 * @property {string} path
 * @property {number} line
 * @property {string} class
 * @property {string} note
 * @property {"high" | "medium" | "low"} confidence
 */

const REMEDY = "Name the corpus with --corpus.";

/**
 * @param {string} corpus
 * @param {{ repo?: string, class?: string }} only
 * @returns {KnownFix[]}
 */
export function readKnownFixes(corpus, only) {
  return readFileSync(mustExist(join(corpus, "fixes-dev.jsonl"), REMEDY), "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .filter(({ repo }) => only.repo === undefined || repo === only.repo)
    .filter((fix) => only.class === undefined || fix.class === only.class);
}

/**
 * Which checks may find which class: said once, in the corpus's own script, which exports nothing.
 * @param {string} corpus
 * @returns {Readonly<Record<string, readonly string[]>>}
 */
export function readChecksByClass(corpus) {
  const script = mustExist(join(corpus, "recall.mjs"), REMEDY);
  const table = /^const CHECKS_BY_CLASS = (\{[\s\S]*?^\});/m.exec(
    readFileSync(script, "utf8"),
  )?.[1];
  if (table === undefined) throw new CannotMeasure(`${script} has no CHECKS_BY_CLASS.`);
  return { ...runInNewContext(`(${table})`) };
}
