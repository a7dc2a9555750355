import type { CriterionId } from "./criteria/catalogue.js";
import type { Finding } from "./finding.js";
import type { GoodFinding } from "./verdict.js";

/**
 * What one check says of one project. `judged`: there was something to judge, and what is not in
 * `findings` is met. `not-applicable`: nothing in the project is of its concern. `unknown`: the
 * data it needs is missing.
 */
export interface Judgement {
  readonly state: "judged" | "not-applicable" | "unknown";
  readonly findings: readonly Finding[];
  readonly good: readonly GoodFinding[];
}

/** What one check says, with the criteria it says it of. */
export interface CheckResult {
  readonly check: string;
  readonly criteria: readonly CriterionId[];
  readonly judgement: Judgement;
}

/** Nothing in the project is of the check's concern. */
export const NOT_APPLICABLE: Judgement = { state: "not-applicable", findings: [], good: [] };

/** The data the check needs is missing. */
export const UNKNOWN: Judgement = { state: "unknown", findings: [], good: [] };
