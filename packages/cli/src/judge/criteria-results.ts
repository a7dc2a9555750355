import {
  CRITERIA,
  type CheckResult,
  type Criterion,
  type CriterionId,
  type CriterionResult,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import { RULES } from "eslint-plugin-faultline/rules";
import { CONTRACT_DELTA } from "./contract-delta-check.js";
import { factOf } from "./fact-of.js";

/** Everything a criterion's standing is read from. */
export interface CriteriaInput {
  readonly findings: readonly Finding[];
  readonly sites: readonly FaultSite[];
  /** What the project and test checks said. */
  readonly checked: readonly CheckResult[];
  /** Criteria that the project's configuration leaves out. */
  readonly off: ReadonlySet<CriterionId>;
}

/** Parts of every review: they are decided by the review having been made. */
const MADE_BY_THE_REVIEW: ReadonlySet<string> = new Set([
  "decision",
  "automatic-rejection",
  "executive-summary",
  "review-table",
  "good-findings",
  "tradeoffs",
  "disagreements",
  "escalations",
  "risk",
  "gates",
  "fault-site-inventory",
]);

/** Other tools' results, read where the user names a file of them. */
const READ_IN = ["external-sarif", "external-lint"] as const;

/** The checks that exist, by id: rules, checks over the project or the tests, parts of the review. */
export function existingChecks(judged: Iterable<string>): ReadonlySet<string> {
  return new Set([
    ...Object.keys(RULES),
    ...judged,
    ...READ_IN,
    CONTRACT_DELTA,
    ...MADE_BY_THE_REVIEW,
  ]);
}

/** How every criterion of the catalogue stands. */
export function criteriaResults(input: CriteriaInput): readonly CriterionResult[] {
  const unmet = new Map<CriterionId, string[]>();
  for (const { criterion, alsoUnmet = [], fingerprint, status } of input.findings) {
    if (status === "suppressed") continue;
    for (const id of [criterion, ...alsoUnmet])
      unmet.set(id, [...(unmet.get(id) ?? []), fingerprint]);
  }
  return CRITERIA.map((criterion) => {
    if (input.off.has(criterion.id)) {
      return { id: criterion.id, status: "not-applicable", decidedBy: ["configuration"] };
    }
    const against = unmet.get(criterion.id);
    return against
      ? { id: criterion.id, status: "unmet", decidedBy: against }
      : standing(criterion, input);
  });
}

type Status = CriterionResult["status"];

function standing(criterion: Criterion<CriterionId>, input: CriteriaInput): CriterionResult {
  const states = criterion.checks.flatMap((check): { check: string; status: Status }[] => {
    const status = standingOfCheck(check, criterion.id, input);
    return status ? [{ check, status }] : [];
  });
  const decidedBy = (status: Status): readonly string[] =>
    states.filter((state) => state.status === status).map(({ check }) => check);
  for (const status of ["met", "unknown", "not-applicable"] as const) {
    if (decidedBy(status).length > 0)
      return { id: criterion.id, status, decidedBy: decidedBy(status) };
  }
  return {
    id: criterion.id,
    status: criterion.how.includes("attest") ? "open" : "unknown",
    decidedBy: [],
  };
}

/** What one check says where it found nothing wrong; undefined for a check that does not exist yet. */
function standingOfCheck(check: string, id: CriterionId, input: CriteriaInput): Status | undefined {
  if (MADE_BY_THE_REVIEW.has(check)) return "met";
  const result = input.checked.find(
    (candidate) => candidate.check === check && candidate.criteria.includes(id),
  );
  if (result) return result.judgement.state === "judged" ? "met" : result.judgement.state;
  const rule = RULES[check];
  if (!rule) return undefined;
  const facts = input.sites.flatMap((site) =>
    rule.meta.docs.mechanisms.flatMap((mechanism) => factOf(site, mechanism) ?? []),
  );
  if (facts.length === 0) return "not-applicable";
  // An absence without a finding was suppressed, or is none of the rule's: neither is a proof.
  const isMet =
    facts.some(({ state }) => state === "present") &&
    facts.every(({ state }) => state !== "absent");
  return isMet ? "met" : "unknown";
}
