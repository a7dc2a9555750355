/** @typedef {import("./known-fixes.mjs").KnownFix & { found: boolean, cleared?: boolean, problem?: string }} JudgedFix */

/**
 * Classes with what was found of them, the most frequent first.
 * @param {readonly JudgedFix[]} judged
 */
export function byClass(judged) {
  const groups = new Map();
  for (const fix of judged) groups.set(fix.class, [...(groups.get(fix.class) ?? []), fix]);
  return [...groups]
    .map(([name, fixes]) => ({
      name,
      fixes,
      found: fixes.filter(({ found }) => found),
      cleared: fixes.filter(({ cleared }) => cleared),
      isOutOfReach: fixes.every(({ problem }) => problem === "out of reach"),
    }))
    .toSorted((a, b) => b.fixes.length - a.fixes.length || (a.name < b.name ? -1 : 1));
}

/** The confidences that totals are told of. */
export const OF_CONFIDENCE = {
  high: ["high"],
  medium: ["medium"],
  "high and medium": ["high", "medium"],
};

/**
 * What a rule is expected to find.
 * @param {readonly JudgedFix[]} judged
 */
export function inReach(judged) {
  return judged.filter(({ problem }) => problem !== "out of reach");
}

/**
 * Text lines, one a class.
 * @param {readonly JudgedFix[]} judged
 */
export function recallLines(judged) {
  return byClass(judged).map(
    ({ name, fixes, found, cleared, isOutOfReach }) =>
      `${name.padEnd(30)} ${String(found.length).padStart(3)} of ${String(fixes.length).padStart(3)} found, ` +
      `${cleared.length} cleared${isOutOfReach ? " (out of reach)" : ""}`,
  );
}

/**
 * Sentences with the totals, for the confidences that count.
 * @param {readonly JudgedFix[]} judged
 */
export function recallTotals(judged) {
  return Object.entries(OF_CONFIDENCE).map(([name, confidences]) =>
    totals(
      `In reach, confidence ${name}`,
      inReach(judged).filter(({ confidence }) => confidences.includes(confidence)),
    ),
  );
}

function totals(name, fixes) {
  const found = fixes.filter((fix) => fix.found).length;
  const cleared = fixes.filter((fix) => fix.cleared).length;
  const percent = ((100 * found) / Math.max(1, fixes.length)).toFixed(1);
  return `${name}: ${found} of ${fixes.length} found (${percent} %), ${cleared} of them cleared by the fix.`;
}
