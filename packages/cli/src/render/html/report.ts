import type {
  EvidenceSummary,
  FailureCounts,
  Finding,
  LedgerEntry,
  LensResult,
  Severity,
  Verdict,
} from "@faultline/contract";
import type { SiteState } from "./site-state.js";

/** A site of the ledger, with what the page shows of it. */
export interface ReportSite {
  readonly file: string;
  readonly line: number;
  /** Last line of the code whose execution exercises it. */
  readonly endLine: number;
  readonly kind: LedgerEntry["site"]["kind"];
  readonly library: string;
  readonly operation: string;
  readonly function: string;
  readonly target: string;
  readonly state: SiteState;
  readonly rung: LedgerEntry["evidence"]["rung"];
  readonly failures: FailureCounts;
  /** Positions in `Report.tests`; at most `MOST_TESTS` of them. */
  readonly tests: readonly number[];
  readonly testCount: number;
  readonly mechanisms: readonly ReportMechanism[];
  /** Positions in `Report.findings`. */
  readonly findings: readonly number[];
}

export interface ReportMechanism {
  readonly name: string;
  readonly state: "present" | "absent" | "unknown";
  readonly detail: string;
}

export interface ReportFinding {
  readonly check: string;
  /** Its documentation; empty for other tools' checks. */
  readonly page: string;
  readonly criterion: string;
  readonly title: string;
  readonly severity: Severity;
  readonly view: keyof Verdict["lenses"];
  readonly origin: Finding["origin"];
  readonly status: Finding["status"];
  readonly file: string;
  readonly line: number;
  readonly related: readonly { readonly file: string; readonly line: number }[];
  readonly message: string;
  readonly suggestion: string;
  readonly diff: string;
}

export interface ReportCriterion {
  readonly id: string;
  readonly title: string;
  readonly lens: string;
  readonly severity: Severity;
  readonly status: Verdict["criteria"][number]["status"];
}

/** A route of the code or of the test run, usually of both. */
export interface ReportRoute {
  /** `POST /payments`. */
  readonly name: string;
  /** Status code and number of replies, by code. */
  readonly statuses: readonly (readonly [code: string, replies: number])[];
  readonly maxInFlight: number;
  readonly sameKey: boolean;
  readonly writes: boolean;
  readonly testCount: number;
  /** Where the code declares it; missing where only the test run saw it. */
  readonly at?: { readonly file: string; readonly line: number };
}

/** A file's text as it was reviewed. */
export interface ReportSource {
  readonly file: string;
  readonly lines: readonly string[];
}

/** Everything that the page shows, as the data in it. */
export interface Report
  extends
    Pick<
      Verdict,
      | "verdict"
      | "headline"
      | "summary"
      | "counts"
      | "gates"
      | "risk"
      | "scope"
      | "inputs"
      | "obstacles"
      | "tradeoffs"
      | "disagreements"
      | "escalations"
    >,
    Pick<EvidenceSummary, "databases" | "outbound"> {
  readonly lenses: Readonly<Record<keyof Verdict["lenses"], Pick<LensResult, "status" | "good">>>;
  readonly findings: readonly ReportFinding[];
  readonly sites: readonly ReportSite[];
  readonly tests: readonly string[];
  readonly criteria: readonly ReportCriterion[];
  readonly routes: readonly ReportRoute[];
  readonly sources: readonly ReportSource[];
  /** What the page has no room for. */
  readonly leftOut: { readonly findings: number; readonly sites: number };
}
