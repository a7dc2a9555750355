// `npm run accuracy [-- --fast] [--repo owner/name] [--class CLASS]`: which defects that real projects have mended
// are found, and cleared by the fix. All of them together give docs/accuracy.md.
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { accuracyPage } from "./accuracy-page.mjs";
import { judgeFix } from "./fast-recall.mjs";
import { judgeAllFixes } from "./full-recall.mjs";
import { readChecksByClass, readKnownFixes } from "./known-fixes.mjs";
import { measured, PLACE_OPTIONS, placesOf, ROOT } from "./measuring-place.mjs";
import { recallLines, recallTotals } from "./recall-table.mjs";
import { writePage } from "./written-page.mjs";

const PROJECT_CHECK_LIST = "packages/cli/dist/judge/project-checks/index.js";

const { values } = parseArgs({
  options: {
    ...PLACE_OPTIONS,
    fast: { type: "boolean", default: false },
    project: { type: "boolean", default: false },
    repo: { type: "string" },
    class: { type: "string" },
  },
});

await measured(() => (values.fast ? fast(placesOf(values)) : full(placesOf(values))));

async function full(places) {
  const { repo, class: only } = values;
  const judged = await judgeAllFixes(places, { repo, class: only });
  console.log([...recallLines(judged), "", ...recallTotals(judged)].join("\n"));
  if (repo === undefined && only === undefined)
    await writePage("accuracy.md", accuracyPage(judged, readChecksByClass(places.corpus)));
  return 0;
}

/** For development: one line for each defect, and what was reported near it. */
async function fast(places) {
  const checksByClass = readChecksByClass(places.corpus);
  const { PROJECT_CHECKS } = await import(pathToFileURL(join(ROOT, PROJECT_CHECK_LIST)).href);
  const projectChecks = PROJECT_CHECKS.map(({ id }) => id);
  const options = { ...places, projectChecks, withProject: values.project };
  const judged = [];
  for (const fix of readKnownFixes(places.corpus, values)) {
    const one = await judgeFix(fix, checksByClass[fix.class], options);
    judged.push(one);
    process.stdout.write(`${describe(one)}\n`);
  }
  console.log(["", ...recallLines(judged), "", ...recallTotals(judged)].join("\n"));
  return 0;
}

function describe({ found, cleared, problem, repo, parent, path, line, near, note, ...fix }) {
  const state = found
    ? cleared
      ? "found"
      : "found, still reported after the fix"
    : (problem ?? "not found");
  const head = `${found ? "+" : problem ? "!" : "-"} ${fix.class} ${repo}@${parent.slice(0, 9)} ${path}:${line} (${fix.confidence}): ${state}`;
  if (found && cleared) return head;
  if (problem === "out of reach") return head;
  return [
    head,
    `    ${note}`,
    ...near.map((one) => `    ${one.line}: ${one.rule}: ${one.message}`),
  ].join("\n");
}
