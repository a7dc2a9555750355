import {
  type CheckResult,
  compareLocations,
  findCriterion,
  SEVERITIES,
  viewOf,
  type Evidence,
  type FaultSite,
  type Finding,
  type Gate,
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
import { goodMechanisms } from "./good-mechanisms.js";
import { assessRisk } from "./risk.js";
import { findDisagreements, findTradeoffs } from "./tradeoffs.js";

/** Everything a verdict is made from, collected and joined. */
export interface ReviewMaterial {
  readonly findings: readonly Finding[];
  readonly ledger: readonly LedgerEntry[];
  readonly checked: readonly CheckResult[];
  readonly evidence: Evidence | undefined;
  readonly obstacles: readonly Obstacle[];
  readonly files: readonly string[];
  readonly scope: ReviewScope;
  readonly inputs: readonly ReviewInput[];
}

/** The verdict on a project. Pure: the same material gives the same verdict. */
export function judge(material: ReviewMaterial): Verdict {
  const { evidence, obstacles, ledger } = material;
  const findings = material.findings.toSorted(worstFirst);
  const sites = ledger.map(({ site }) => site);
  const gates = gatesOf(material);
  const outcome = decide({ findings, gates, obstacles });
  const counts = countSeverities(findings);
  const good = goodFindings(sites, material.checked, findings);
  return {
    schemaVersion: 1,
    verdict: outcome,
    headline: headline(outcome, counts),
    summary: summarise({ outcome, findings, obstacles, evidence, sites: sites.length }),
    counts,
    lenses: {
      infrastructure: lensOf("infrastructure", findings, good, "cannot-judge" === outcome && sites.length === 0),
      testing: lensOf("testing", findings, good, !evidence?.complete),
    },
    findings,
    ledger,
    tradeoffs: findTradeoffs(ledger, findings),
    disagreements: findDisagreements(ledger),
    escalations: findEscalations(sites),
    contractDelta: null,
    risk: assessRisk(outcome, counts, sites, material.files),
    criteria: criteriaResults({
      findings,
      sites,
      checked: material.checked,
      isLinted: material.inputs.some(({ kind }) => kind === "lint"),
    }),
    gates,
    scope: material.scope,
    inputs: material.inputs,
    obstacles,
  };
}

function worstFirst(a: Finding, b: Finding): number {
  return SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || compareLocations(a.location, b.location);
}

function lensOf(
  view: keyof Verdict["lenses"],
  findings: readonly Finding[],
  good: readonly GoodFinding[],
  isBlind: boolean,
): LensResult {
  const problems = findings.filter((finding) => viewOf(finding.lens) === view && decides(finding));
  const isGrave = problems.some(({ severity }) => severity === "critical" || severity === "high");
  return {
    status: isBlind ? "cannot-judge" : isGrave ? "fail" : "pass",
    good: good.filter(({ criterion }) => viewOf(findCriterion(criterion)?.lens ?? "process") === view),
    problems: problems.map(({ fingerprint }) => fingerprint),
  };
}

/** What is good is only said of criteria that nothing speaks against. */
function goodFindings(
  sites: readonly FaultSite[],
  checked: readonly CheckResult[],
  findings: readonly Finding[],
): readonly GoodFinding[] {
  const unmet = new Set(findings.flatMap(({ criterion, alsoUnmet = [] }) => [criterion, ...alsoUnmet]));
  const all = [...goodMechanisms(sites), ...checked.flatMap(({ judgement }) => judgement.good)];
  return all.filter(({ criterion }) => !unmet.has(criterion));
}

function gatesOf({ evidence, inputs, obstacles }: ReviewMaterial): readonly Gate[] {
  const isLinted = inputs.some(({ kind }) => kind === "lint");
  const parses = obstacles.every(({ message }) => !message.includes("does not parse"));
  return [
    { name: "types", status: "not-run", detail: "Faultline does not run the compiler." },
    {
      name: "lint",
      status: isLinted ? (parses ? "passed" : "failed") : "not-run",
      detail: parses ? "Every file parses." : "A file does not parse.",
    },
    testGate(evidence),
  ];
}

function testGate(evidence: Evidence | undefined): Gate {
  if (!evidence) return { name: "tests", status: "not-run", detail: "No test run left evidence." };
  const { total, passed, failed } = evidence.tests;
  return {
    name: "tests",
    status: failed > 0 ? "failed" : "passed",
    detail: `${String(passed)} of ${String(total)} tests passed.`,
  };
}
