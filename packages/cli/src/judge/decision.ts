import type {
  CriterionId,
  Finding,
  Gate,
  Obstacle,
  Outcome,
  SeverityCounts,
} from "@faultline/contract";

/** Everything a decision rests on. */
export interface DecisionInput {
  readonly findings: readonly Finding[];
  readonly gates: readonly Gate[];
  readonly obstacles: readonly Obstacle[];
}

/**
 * What the infrastructure guide rejects outright, whatever else is good: a service that can't be
 * asked whether it is healthy, one that may starve its neighbours, one that is a single point of
 * failure, one nobody can watch, one with secrets in its code.
 */
const AUTOMATIC_REJECTION: ReadonlySet<CriterionId> = new Set<CriterionId>([
  "failure-health-check",
  "resource-limits",
  "failure-single-point",
  "critical-queries-monitored",
  "security-secrets",
]);

/**
 * The outcome, in the order a reviewer asks: can it be judged at all, is anything beyond
 * discussion, is anything grave, is anything left to promise.
 */
export function decide({ findings, gates, obstacles }: DecisionInput): Outcome {
  if (obstacles.length > 0) return "cannot-judge";
  const open = findings.filter(decides);
  if (open.some((finding) => finding.severity === "critical" || isRejectedOutright(finding)))
    return "block";
  if (gates.some((gate) => gate.status === "failed")) return "revise";
  if (open.some((finding) => finding.severity === "high")) return "revise";
  return open.some((finding) => finding.severity === "medium") ? "conditional" : "approve";
}

/** What a conditional approval depends on: each must be mended before it holds. */
export function conditionsOf(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => decides(finding) && finding.severity === "medium");
}

/** True for findings that decide: suppressed and inherited ones are listed, not judged. */
export function decides(finding: Finding): boolean {
  return finding.status === "new";
}

/** True for a grave finding of a kind that the guide rejects without discussion. */
export function isRejectedOutright(finding: Finding): boolean {
  return finding.severity === "high" && AUTOMATIC_REJECTION.has(finding.criterion);
}

/** How many findings decide, by severity. */
export function countSeverities(findings: readonly Finding[]): SeverityCounts {
  const count = (severity: Finding["severity"]): number =>
    findings.filter((finding) => decides(finding) && finding.severity === severity).length;
  return {
    critical: count("critical"),
    high: count("high"),
    medium: count("medium"),
    low: count("low"),
  };
}

/** The verdict in a few words: `LGTM`, `BLOCK (0 critical, 4 high)`. */
export function headline(outcome: Outcome, counts: SeverityCounts): string {
  const grave = `(${String(counts.critical)} critical, ${String(counts.high)} high)`;
  switch (outcome) {
    case "approve":
      return "LGTM";
    case "conditional":
      return `LGTM with ${String(counts.medium)} ${counts.medium === 1 ? "condition" : "conditions"}`;
    case "revise":
    case "block":
      return `BLOCK ${grave}`;
    case "cannot-judge":
      return counts.critical + counts.high > 0 ? `CANNOT JUDGE ${grave}` : "CANNOT JUDGE";
  }
}
