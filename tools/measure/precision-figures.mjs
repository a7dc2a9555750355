/** Fewer judged findings say too little about a rule. */
const ENOUGH = 10;

/** What `recommended` asks of a rule. */
const WANTED = 0.9;

/**
 * @typedef {object} PrecisionFigure
 * @property {string} subject
 * @property {"recommended" | "strict"} preset
 * @property {number} findings
 * @property {number} sampled
 * @property {number} labelled
 * @property {number} agreed
 */

/**
 * @param {string} subject
 * @param {import("./label-file.mjs").Labels} labels
 * @param {number} findings
 * @returns {PrecisionFigure}
 */
export function precisionFigure(subject, { preset, sample }, findings) {
  const labelled = sample.filter(({ agreed }) => agreed !== "unlabelled");
  return {
    subject,
    preset,
    findings,
    sampled: sample.length,
    labelled: labelled.length,
    agreed: labelled.filter(({ agreed }) => agreed === "yes").length,
  };
}

/**
 * Why a rule can't be in `recommended` as it is. Nothing is asked of `strict`.
 * @param {PrecisionFigure} figure
 * @returns {string[]}
 */
export function objectionsTo({ subject, preset, sampled, labelled, agreed }) {
  if (preset !== "recommended") return [];
  const open = sampled - labelled;
  const isLow = labelled >= ENOUGH && agreed / labelled < WANTED;
  return [
    ...(open > 0 ? [`${subject}: ${String(open)} of its sample are unlabelled.`] : []),
    ...(isLow
      ? [`${subject}: ${String(agreed)} of ${String(labelled)} agreed, less than 90 %.`]
      : []),
  ];
}
