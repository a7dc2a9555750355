import type { CriterionId, Evidence, FaultSite, Judgement } from "@faultline/contract";

/** What a test check reads: the fault sites of the source, and what the test run proved about them. */
export interface TestReview {
  readonly sites: readonly FaultSite[];
  readonly evidence: Evidence;
}

/**
 * One check of the testing lens. Two checks may share an id when they decide different criteria
 * under one name; each then judges its own criteria only.
 */
export interface TestCheck {
  readonly id: string;
  /** What the check decides; a finding's own criterion is one of them. */
  readonly criteria: readonly [CriterionId, ...CriterionId[]];
  judge(review: TestReview): Judgement;
}
