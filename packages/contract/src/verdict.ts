import type { CriterionId } from "./criteria/catalogue.js";
import type { Lens } from "./criteria/criterion.js";
import type { Evidence, FailureCounts, Rung, TestName } from "./evidence.js";
import type { FaultSite } from "./fault-site.js";
import type { Finding } from "./finding.js";
import type { SourceLocation } from "./source-location.js";

/** The five outcomes, best first. */
export const OUTCOMES = ["approve", "conditional", "revise", "block", "cannot-judge"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface SeverityCounts {
  readonly critical: number;
  readonly high: number;
  readonly medium: number;
  readonly low: number;
}

/** Something the change does well, with where it was seen. */
export interface GoodFinding {
  readonly criterion: CriterionId;
  readonly message: string;
  readonly locations: readonly SourceLocation[];
}

/** One of the review's two views: what is sound, what is not. */
export interface LensResult {
  readonly status: "pass" | "fail" | "cannot-judge";
  readonly good: readonly GoodFinding[];
  /** Fingerprints of this lens's findings, worst first. */
  readonly problems: readonly Finding["fingerprint"][];
}

/** A fault site with its mechanisms and its evidence, side by side. */
export interface LedgerEntry {
  readonly site: FaultSite;
  readonly evidence: {
    readonly rung: Rung | "unknown";
    readonly failures: FailureCounts;
    readonly tests: readonly TestName[];
  };
  /** Fingerprints of the findings at this site. */
  readonly findings: readonly Finding["fingerprint"][];
}

/** A tension the ledger shows: a mechanism nobody tests, a failure tested but not handled. */
export interface Tradeoff {
  readonly message: string;
  readonly locations: readonly SourceLocation[];
}

export interface Escalation {
  readonly to: "security" | "product" | "documentation";
  readonly reason: string;
  readonly locations: readonly SourceLocation[];
}

/**
 * How one criterion stands. `attested` rests on a dated statement by people; `open` is a question
 * that only people can answer and nobody has; `unknown` lacks the data or the check.
 */
export interface CriterionResult {
  readonly id: CriterionId;
  readonly status: "met" | "unmet" | "unknown" | "attested" | "open" | "not-applicable";
  /** Fingerprints, check ids or input names that decided it. */
  readonly decidedBy: readonly string[];
}

/** A quality gate that must hold before either lens is worth reading. */
export interface Gate {
  readonly name: "types" | "lint" | "tests";
  readonly status: "passed" | "failed" | "not-run";
  readonly detail: string;
}

/** Something the verdict was made from. */
export interface ReviewInput {
  readonly kind: "lint" | "sites" | "evidence" | "configuration" | "sarif";
  /** File, or the command that produced it. */
  readonly source: string;
  readonly detail: string;
}

export interface ReviewScope {
  /** Files the review read. */
  readonly files: number;
  readonly sites: number;
  readonly paths: readonly string[];
}

/** What the test run showed as a whole; the ledger says it of each site. */
export type EvidenceSummary = Pick<
  Evidence,
  "tests" | "databases" | "routes" | "outbound" | "invariants" | "concurrency"
>;

/** The content of `faultline review --format json`. */
export interface Verdict {
  readonly schemaVersion: 1;
  readonly verdict: Outcome;
  /** `LGTM`, `LGTM with 2 conditions`, `BLOCK (0 critical, 4 high)` or `CANNOT JUDGE`. */
  readonly headline: string;
  /** Two to five sentences that say why. */
  readonly summary: readonly string[];
  readonly counts: SeverityCounts;
  readonly lenses: { readonly infrastructure: LensResult; readonly testing: LensResult };
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
  /** Missing where no test run left evidence. */
  readonly evidence?: EvidenceSummary;
  readonly tradeoffs: readonly Tradeoff[];
  readonly disagreements: readonly Tradeoff[];
  readonly escalations: readonly Escalation[];
  /** Null until two states of an API contract were compared. */
  readonly contractDelta: null;
  readonly risk: { readonly level: "low" | "medium" | "high"; readonly rollback: string };
  readonly criteria: readonly CriterionResult[];
  readonly gates: readonly Gate[];
  readonly scope: ReviewScope;
  readonly inputs: readonly ReviewInput[];
  /** Why it is `cannot-judge`, each with the command that would mend it; empty otherwise. */
  readonly obstacles: readonly Obstacle[];
}

/** A reason why no verdict can be given. */
export interface Obstacle {
  readonly message: string;
  readonly remedy: string;
}

/**
 * The view a finding is read under: contract and security findings belong to infrastructure, and what
 * concerns the review itself (a failing suite) to the tests.
 */
export function viewOf(lens: Lens): keyof Verdict["lenses"] {
  return lens === "testing" || lens === "process" ? "testing" : "infrastructure";
}
