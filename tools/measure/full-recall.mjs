// Recall as a user gets it: the corpus's own script runs the command line on each project before and after its fix.
import { join } from "node:path";
import { CannotMeasure, mustExist, ROOT } from "./measuring-place.mjs";
import { runScript } from "./run-script.mjs";

/**
 * Every known defect with what became of it.
 * @param {{ corpus: string, mirrors: string }} places
 * @param {{ repo?: string, class?: string }} only
 * @returns {Promise<import("./recall-table.mjs").JudgedFix[]>}
 */
export async function judgeAllFixes({ corpus, mirrors }, only) {
  const fixes = mustExist(join(corpus, "fixes-dev.jsonl"), "Name the corpus with --corpus.");
  mustExist(mirrors, "Name the folder of the mirrors with --mirrors.");
  const cli = join(ROOT, "packages/cli/bin/faultline.js");
  if (/\s/.test(cli))
    throw new CannotMeasure("The corpus's script needs a path to this repository without spaces.");
  const args = ["--fixes", fixes, "--mirrors", mirrors, "--cli", `node ${cli}`, "--json"];
  const narrowed = Object.entries(only).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, value],
  );
  const { code, output } = await runScript([join(corpus, "recall.mjs"), ...args, ...narrowed]);
  if (code !== 0) throw new CannotMeasure(`The corpus's script ended with ${String(code)}.`);
  return JSON.parse(output);
}
