import {
  CRITERIA,
  type CheckResult,
  type Criterion,
  type CriterionId,
  type CriterionResult,
  type Fact,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import { RULES } from "eslint-plugin-faultline/rules";

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
  "scope",
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

/** What is read where the project or the user gives it: other tools' results, coverage, people's statements, a policy. */
const READ_IN = [
  "external-sarif",
  "external-lint",
  "low-coverage",
  "attestation",
  "required-evidence",
] as const;

/** The checks that exist, by id: rules, checks over the project or the tests, parts of the review. */
export function existingChecks(judged: Iterable<string>): ReadonlySet<string> {
  return new Set([...Object.keys(RULES), ...judged, ...READ_IN, ...MADE_BY_THE_REVIEW]);
}

/** How every criterion of the catalogue stands. */
export function criteriaResults(input: CriteriaInput): readonly CriterionResult[] {
  const unmet = new Map<CriterionId, string[]>();
  for (const { criterion, alsoUnmet = [], fingerprint, status } of input.findings) {
    if (status === "suppressed") continue;
    for (const id of [criterion, ...alsoUnmet]) {
      const known = unmet.get(id);
      if (known) known.push(fingerprint);
      else unmet.set(id, [fingerprint]);
    }
  }
  const mechanisms = statesOf(input.sites);
  return CRITERIA.map((criterion) => {
    if (input.off.has(criterion.id)) {
      return { id: criterion.id, status: "not-applicable", decidedBy: ["configuration"] };
    }
    const against = unmet.get(criterion.id);
    return against
      ? { id: criterion.id, status: "unmet", decidedBy: against }
      : standing(criterion, input, mechanisms);
  });
}

type Status = CriterionResult["status"];

function standing(
  criterion: Criterion<CriterionId>,
  input: CriteriaInput,
  mechanisms: MechanismStates,
): CriterionResult {
  const states = criterion.checks.flatMap((check): { check: string; status: Status }[] => {
    const status = standingOfCheck(check, criterion.id, input, mechanisms);
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
function standingOfCheck(
  check: string,
  id: CriterionId,
  input: CriteriaInput,
  mechanisms: MechanismStates,
): Status | undefined {
  if (MADE_BY_THE_REVIEW.has(check)) return "met";
  const result = input.checked.find(
    (candidate) => candidate.check === check && candidate.criteria.includes(id),
  );
  if (result) return result.judgement.state === "judged" ? "met" : result.judgement.state;
  const rule = RULES[check];
  if (!rule) return undefined;
  const states = new Set(
    rule.meta.docs.mechanisms.flatMap((mechanism) => [...(mechanisms.get(mechanism) ?? [])]),
  );
  if (states.size === 0) return "not-applicable";
  // An absence without a finding was suppressed, or is none of the rule's: neither is a proof.
  return states.has("present") && !states.has("absent") ? "met" : "unknown";
}

/** In which states each mechanism is somewhere. */
type MechanismStates = ReadonlyMap<string, ReadonlySet<Fact["state"]>>;

function statesOf(sites: readonly FaultSite[]): MechanismStates {
  const states = new Map<string, Set<Fact["state"]>>();
  for (const site of sites) {
    for (const [mechanism, { state }] of Object.entries<Fact>(site.mechanisms)) {
      const known = states.get(mechanism);
      if (known) known.add(state);
      else states.set(mechanism, new Set([state]));
    }
  }
  return states;
}
