import {
  compareLocations,
  criterion,
  SEVERITIES,
  viewOf,
  type CheckResult,
  type CriterionId,
  type Evidence,
  type EvidenceSummary,
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
import { criteriaResults } from "./criteria-results.js";
import { countSeverities, decide, decides, headline } from "./decision.js";
import { findEscalations } from "./escalations.js";
import { summarise } from "./executive-summary.js";
import { gatesOf } from "./gates.js";
import { goodMechanisms } from "./good-mechanisms.js";
import { assessRisk } from "./risk.js";
import { findDisagreements, findTradeoffs } from "./tradeoffs.js";

/** Everything a verdict is made from, collected and joined. */
export interface ReviewMaterial {
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
  readonly checked: readonly CheckResult[];
  /** Criteria that the project's configuration leaves out. */
  readonly off: ReadonlySet<CriterionId>;
  readonly evidence: Evidence | undefined;
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
  return {
    schemaVersion: 1,
    verdict: outcome,
    headline: headline(outcome, counts),
    summary: summarise({ findings, obstacles, evidence, unrendered: material.unrendered ?? [] }),
    counts,
    lenses: {
      infrastructure: lensOf("infrastructure", findings, good, {
        isBlind: material.unseen.length > 0 || (outcome === "cannot-judge" && sites.length === 0),
      }),
      testing: lensOf("testing", findings, good, { isBlind: !evidence?.complete }),
    },
    findings,
    ledger,
    ...(evidence && { evidence: summaryOf(evidence) }),
    tradeoffs: findTradeoffs(ledger, findings),
    disagreements: findDisagreements(ledger),
    escalations: findEscalations(sites),
    contractDelta: null,
    risk: assessRisk(outcome, counts, sites, material.files),
    criteria: criteriaResults({
      findings,
      sites,
      checked: material.checked,
      off: material.off,
    }),
    gates,
    scope: material.scope,
    inputs: material.inputs,
    obstacles,
  };
}

function summaryOf(evidence: Evidence): EvidenceSummary {
  const { tests, databases, routes, outbound, invariants, concurrency } = evidence;
  return { tests, databases, routes, outbound, invariants, concurrency };
}

function worstFirst(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareLocations(a.location, b.location)
  );
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
