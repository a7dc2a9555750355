import { UNKNOWN, type Finding, type GoodFinding, type Judgement } from "@faultline/contract";
import type { TestReview } from "./check.js";

interface Conclusion {
  readonly findings: readonly Finding[];
  readonly good: readonly GoodFinding[];
}

/**
 * The judgement of a check whose findings say that no test did something. Only a whole run proves
 * that: of a partial one nothing is reported, and what it did prove is kept.
 */
export function concludeForAll(
  { evidence }: TestReview,
  { findings, good }: Conclusion,
): Judgement {
  return evidence.complete ? { state: "judged", findings, good } : { ...UNKNOWN, good };
}

/** The judgement of a check whose criterion is met by a single instance, which a partial run can show too. */
export function concludeForOne(
  { evidence }: TestReview,
  { findings, good }: Conclusion,
): Judgement {
  if (evidence.complete) return { state: "judged", findings, good };
  return good.length > 0 ? { state: "judged", findings: [], good } : UNKNOWN;
}
