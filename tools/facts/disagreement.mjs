/**
 * Where the analysis and the library contradict each other; what the analysis does not know can't.
 * @param {{ says: string, outcome: string, isLong: boolean }} row
 * @returns {string | undefined}
 */
export function disagreement({ says, outcome, isLong }) {
  if (says === "absent" && outcome !== "pending")
    return `the analysis says that nothing limits it, and it ${outcome}`;
  if (says === "present" && outcome === "pending" && !isLong)
    return "the analysis says that it is limited, and it still waits";
  return undefined;
}
