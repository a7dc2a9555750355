import { createHash } from "node:crypto";

/** @typedef {import("./corpus-findings.mjs").CorpusFinding} CorpusFinding */
/** @typedef {import("./label-file.mjs").LabelledFinding} LabelledFinding */

/** How many findings of a rule are judged. */
const SIZE = 30;

/** Another text draws another sample. */
const SEED = "faultline-1";

/**
 * The sample of a rule: chance, but the same chance each time, so that a finding which is in it stays in it unless
 * new ones come. Labels belong to the code, so they go along where a line moves, and end where a finding is gone.
 * @param {readonly CorpusFinding[]} findings of one rule
 * @param {readonly LabelledFinding[]} known labels from before
 * @returns {{ sample: LabelledFinding[], others: LabelledFinding[] }} `others` are labelled, but not drawn
 */
export function drawSample(findings, known) {
  const labelOf = labelsByFinding(findings, known);
  const drawn = new Set(
    ranked(findings)
      .slice(0, SIZE)
      .map(({ finding }) => finding),
  );
  const labelled = findings.map((finding) => ({
    ...finding,
    agreed: "unlabelled",
    why: "",
    ...labelOf.get(finding),
  }));
  return {
    sample: labelled.filter((_, index) => drawn.has(findings[index])),
    others: labelled.filter(
      ({ agreed }, index) => !drawn.has(findings[index]) && agreed !== "unlabelled",
    ),
  };
}

/** Lines don't count for the order: the sample is the same after an edit above. */
function ranked(findings) {
  const seen = new Map();
  return findings
    .map((finding) => {
      const key = keyOf(finding);
      const ordinal = seen.get(key) ?? 0;
      seen.set(key, ordinal + 1);
      const rank = createHash("sha256").update([SEED, key, ordinal].join("\n")).digest("hex");
      return { finding, rank };
    })
    .toSorted((a, b) => (a.rank < b.rank ? -1 : 1));
}

function keyOf({ repo, path, code, message }) {
  return [repo, path, code, message].join("\n");
}

/** The same text may stand in a file twice; then the same line is the better match. */
function labelsByFinding(findings, known) {
  const labels = new Map();
  const left = new Set(known.filter(({ agreed }) => agreed !== "unlabelled"));
  for (const isSame of [
    (a, b) => keyOf(a) === keyOf(b) && a.line === b.line,
    (a, b) => keyOf(a) === keyOf(b),
  ]) {
    for (const finding of findings.filter((one) => !labels.has(one))) {
      const match = [...left].find((one) => isSame(one, finding));
      if (!match) continue;
      left.delete(match);
      labels.set(finding, { agreed: match.agreed, why: match.why });
    }
  }
  return labels;
}
