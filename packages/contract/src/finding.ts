import { criterion, type CriterionId } from "./criteria/catalogue.js";
import type { Lens, Severity } from "./criteria/criterion.js";
import { fingerprint } from "./fingerprint.js";
import type { SourceLocation } from "./source-location.js";

/** Which surface decided: a lint rule, the test run, the whole project, or another tool. */
export type FindingOrigin = "rule" | "evidence" | "project" | "external";

/** `inherited` was there before the change under review; `suppressed` was silenced by a directive or a baseline. */
export type FindingStatus = "new" | "inherited" | "suppressed";

/** A criterion unmet at a location. */
export interface Finding {
  /** Stable across line moves; see `fingerprint`. */
  readonly fingerprint: string;
  /** The rule or check that found it, without a namespace: `require-timeout`. */
  readonly check: string;
  readonly criterion: CriterionId;
  /** Further criteria that the same defect leaves unmet. */
  readonly alsoUnmet?: readonly CriterionId[];
  readonly lens: Lens;
  readonly severity: Severity;
  readonly origin: FindingOrigin;
  readonly status: FindingStatus;
  readonly location: SourceLocation;
  /** Other places with the same cause; mending the first mends them. */
  readonly related?: readonly SourceLocation[];
  /** Checks of other tools that report the same defect here: `hadolint/DL3002`. */
  readonly reportedBy?: readonly string[];
  /** What is wrong here, and what it costs in production. */
  readonly message: string;
  /** What to do. */
  readonly suggestion?: string;
  /** A unified diff that would mend it, where one can be written safely. */
  readonly diff?: string;
}

/** What a check says of a defect; `createFinding` derives the rest from the catalogue. */
export interface FindingDraft extends Pick<
  Finding,
  | "check"
  | "criterion"
  | "alsoUnmet"
  | "origin"
  | "location"
  | "related"
  | "message"
  | "suggestion"
  | "diff"
> {
  /** What in the code the finding is about, without line numbers: a site id, a route. */
  readonly subject: string;
}

/** A new finding with the criterion's lens and severity, and a fingerprint of check and subject. */
export function createFinding({ subject, ...draft }: FindingDraft): Finding {
  const { lens, severity } = criterion(draft.criterion);
  return {
    fingerprint: fingerprint(draft.check, subject),
    lens,
    severity,
    status: "new",
    ...draft,
  };
}
