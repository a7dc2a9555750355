import {
  compareLocations,
  criterion,
  SEVERITIES,
  viewOf,
  type CheckResult,
  type CriterionId,
  type Evidence,
  type FaultSite,
  type Finding,
  type GoodFinding,
  type LedgerEntry,
  type LensResult,
  type Obstacle,
  type ReviewInput,
  type ReviewScope,
  type Verdict,
} from "@faultline/contract";
import type { Change } from "../collect/change.js";
import type { CollectedCoverage } from "../collect/coverage.js";
import type { Policy } from "../policy.js";
import { expiredAttestations, withAttestations } from "./attestations.js";
import { criteriaResults } from "./criteria-results.js";
import { conditionsOf, countSeverities, decide, decides, headline } from "./decision.js";
import { findEscalations } from "./escalations.js";
import { summarise } from "./executive-summary.js";
import { gatesOf } from "./gates.js";
import { goodMechanisms } from "./good-mechanisms.js";
import { inheritedDebt } from "./inherited-debt.js";
import { assessRisk } from "./risk.js";
import { touchedParts } from "./touched-parts.js";
import { findDisagreements, findTradeoffs } from "./tradeoffs.js";

/** Everything a verdict is made from, collected and joined. */
export interface ReviewMaterial {
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
  readonly checked: readonly CheckResult[];
  /** Criteria that the project's configuration leaves out. */
  readonly off: ReadonlySet<CriterionId>;
  readonly policy: Policy;
  /** The day on which it is judged: `2026-11-28`. */
  readonly today: string;
  readonly evidence: Evidence | undefined;
  readonly coverage: CollectedCoverage | undefined;
  readonly change: Change | undefined;
  /** Sites that are under review: those in scope, or those that the change touches. */
  readonly reviewed: readonly FaultSite[];
  /** Names of the packages that the project depends on. */
  readonly dependencies: ReadonlySet<string>;
  readonly obstacles: readonly Obstacle[];
  /** Files of which lint and analysis know nothing, so that the infrastructure can't be judged whole. */
  readonly unseen: readonly string[];
  /** Folders of charts that were not rendered, each with its slash. */
  readonly unrendered?: readonly string[];
  readonly files: readonly string[];
  readonly scope: ReviewScope;
  readonly inputs: readonly ReviewInput[];
}

/** The verdict on a project. Pure: the same material gives the same verdict. */
export function judge(material: ReviewMaterial): Verdict {
  const { evidence, obstacles, ledger } = material;
  const findings = material.findings.toSorted(worstFirst);
  const sites = ledger.map(({ site }) => site);
  const gates = gatesOf(evidence, material.unseen);
  const outcome = decide({ findings, gates, obstacles });
  const counts = countSeverities(findings);
  const good = goodFindings(sites, material.checked, findings);
  const { policy, today, change, reviewed } = material;
  const changed = material.scope.change?.files;
  const touches = touchedParts(reviewed, changed, material.files);
  const expired = expiredAttestations(policy.attestations, today);
  const conditions = outcome === "conditional" ? conditionsOf(findings) : [];
  const inherited = inheritedDebt(findings);
  return {
    schemaVersion: 1,
    verdict: outcome,
    headline: headline(outcome, counts),
    summary: summarise({
      findings,
      obstacles,
      evidence,
      conditions,
      expired,
      inherited,
      change: material.scope.change,
      unrendered: material.unrendered ?? [],
    }),
    counts,
    lenses: lensesOf(findings, good, {
      infrastructure:
        material.unseen.length > 0 || (outcome === "cannot-judge" && sites.length === 0),
      testing: !evidence?.complete,
    }),
    findings,
    ledger,
    tradeoffs: findTradeoffs({ ledger, findings, coverage: material.coverage, change }),
    disagreements: findDisagreements(ledger, findings),
    escalations: findEscalations({ sites: reviewed, changed, policy: policy.escalations }),
    contractDelta: null,
    risk: assessRisk({
      outcome,
      counts,
      sites,
      files: material.files,
      dependencies: material.dependencies,
      changed,
      touches,
      reviewed: entriesOf(reviewed, ledger),
    }),
    criteria: criteriaOf(material, findings, sites),
    gates,
    scope: { ...material.scope, touches },
    inputs: material.inputs,
    obstacles,
    ...(conditions.length > 0 && { conditions: conditions.map(({ fingerprint }) => fingerprint) }),
    ...(inherited.length > 0 && { inherited }),
  };
}

function criteriaOf(
  { checked, off, policy, today }: ReviewMaterial,
  findings: readonly Finding[],
  sites: readonly FaultSite[],
): Verdict["criteria"] {
  const results = criteriaResults({ findings, sites, checked, off });
  return withAttestations(results, policy.attestations, today);
}

function entriesOf(
  sites: readonly FaultSite[],
  ledger: readonly LedgerEntry[],
): readonly LedgerEntry[] {
  const wanted = new Set(sites);
  return ledger.filter(({ site }) => wanted.has(site));
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareLocations(a.location, b.location)
  );
}

/** `isBlind` says which lens can't tell whether it saw everything. */
function lensesOf(
  findings: readonly Finding[],
  good: readonly GoodFinding[],
  isBlind: Readonly<Record<keyof Verdict["lenses"], boolean>>,
): Verdict["lenses"] {
  return {
    infrastructure: lensOf("infrastructure", findings, good, { isBlind: isBlind.infrastructure }),
    testing: lensOf("testing", findings, good, { isBlind: isBlind.testing }),
  };
}

function lensOf(
  view: keyof Verdict["lenses"],
  findings: readonly Finding[],
  good: readonly GoodFinding[],
  { isBlind }: { readonly isBlind: boolean },
): LensResult {
  const problems = findings.filter((finding) => viewOf(finding.lens) === view && decides(finding));
  const isGrave = problems.some(({ severity }) => severity === "critical" || severity === "high");
  return {
    status: isGrave ? "fail" : isBlind ? "cannot-judge" : "pass",
    good: good.filter((praise) => viewOf(criterion(praise.criterion).lens) === view),
    problems: problems.map(({ fingerprint }) => fingerprint),
  };
}

/** What is good is only said of criteria that nothing speaks against. */
function goodFindings(
  sites: readonly FaultSite[],
  checked: readonly CheckResult[],
  findings: readonly Finding[],
): readonly GoodFinding[] {
  const unmet = new Set(
    findings.flatMap(({ criterion: own, alsoUnmet = [] }) => [own, ...alsoUnmet]),
  );
  const all = [...goodMechanisms(sites), ...checked.flatMap(({ judgement }) => judgement.good)];
  return all.filter((praise) => !unmet.has(praise.criterion));
}
