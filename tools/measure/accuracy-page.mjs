import { inReach, byClass, OF_CONFIDENCE } from "./recall-table.mjs";
import { percent, table } from "./written-page.mjs";

/** @typedef {import("./recall-table.mjs").JudgedFix} JudgedFix */

/**
 * @param {readonly JudgedFix[]} judged
 * @param {Readonly<Record<string, readonly string[]>>} checksByClass
 * @returns {string} Markdown
 */
export function accuracyPage(judged, checksByClass) {
  const projects = new Set(judged.map(({ repo }) => repo)).size;
  const fixes = new Set(judged.map(({ repo, fix }) => `${repo}@${fix}`)).size;
  return `<!-- Written by \`npm run accuracy\`. -->

# Accuracy: which known defects are found

${String(judged.length)} defects that ${String(projects)} open-source back ends have had and mended, in ${String(fixes)} commits. For each, \`faultline review FILE
--preset strict\` runs on the project as it was before the fix and as it was after it. A defect counts as found
when a check that is meant for its class reports within three lines of it, and as cleared when that report is gone after the fix.
[precision.md](precision.md) has the other half: how many reports are right.

## Totals

What a check is meant for ("in reach"), by how sure it is that the commit mended exactly that. High: it
mends that and nothing else. Medium: it is one of several aims of the commit, or the place is a judgement. Low: no rule is expected to find it.

${totalsTable(judged)}

## By class

${classTable(judged, checksByClass)}

## Not found

${missedTable(judged)}

## Out of reach

No check is meant for these classes: whether the code is wrong depends on what is not written in it, such as how
often a function is called, or what a server answered once.

${outOfReachTable(judged)}

## Repeat it

The corpus (\`fixes-dev.jsonl\` and \`recall.mjs\`) and bare Git mirrors of the projects have to be there;
[tools/measure](../tools/measure/README.md) says where they are looked for.

\`\`\`sh
npm run build
npm run accuracy
\`\`\`
`;
}

function totalsTable(judged) {
  const rows = Object.entries(OF_CONFIDENCE).map(([name, confidences]) => {
    const fixes = inReach(judged).filter(({ confidence }) => confidences.includes(confidence));
    return [name, ...figures(fixes)];
  });
  return table(["Confidence", "Defects", "Found", "Share", "Cleared by the fix"], rows);
}

function figures(fixes) {
  const found = fixes.filter((fix) => fix.found);
  const cleared = found.filter((fix) => fix.cleared);
  return [
    fixes.length,
    found.length,
    percent(found.length, fixes.length),
    found.length === 0 ? "–" : `${String(cleared.length)} of ${String(found.length)}`,
  ];
}

function classTable(judged, checksByClass) {
  const rows = byClass(inReach(judged)).map(({ name, fixes }) => {
    const checks = (checksByClass[name] ?? []).map((check) => `\`${check}\``).join(", ");
    return [`\`${name}\``, ...figures(fixes), checks];
  });
  const heads = ["Class", "Defects", "Found", "Share", "Cleared by the fix", "Checks"];
  return table(heads, rows);
}

function missedTable(judged) {
  const missed = inReach(judged).filter(({ found }) => !found);
  if (missed.length === 0) return "Nothing.";
  const rows = missed.map((fix) => [
    `\`${fix.class}\``,
    placeOf(fix),
    fix.confidence,
    fix.problem ? `${fix.note} (not judged: ${fix.problem})` : fix.note,
  ]);
  return table(["Class", "Place", "Confidence", "What it was"], rows);
}

function outOfReachTable(judged) {
  const rows = judged
    .filter(({ problem }) => problem === "out of reach")
    .map((fix) => [`\`${fix.class}\``, placeOf(fix), fix.note]);
  return rows.length === 0 ? "None of them." : table(["Class", "Place", "What it was"], rows);
}

function placeOf({ repo, parent, path, line }) {
  return `${repo}@${parent.slice(0, 9)} \`${path}:${String(line)}\``;
}
