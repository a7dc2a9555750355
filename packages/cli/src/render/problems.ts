import { SEVERITIES, type Finding, type SourceLocation, type Verdict } from "@faultline/contract";

export type View = keyof Verdict["lenses"];

/** Findings that read the same, shown as one. */
export interface Problem {
  readonly finding: Finding;
  readonly others: readonly Finding[];
}

/** What a lens finds wrong, in the lens's own order; what was silenced is not among it. */
export function findingsOf(verdict: Verdict, view: View): readonly Finding[] {
  const byFingerprint = new Map(verdict.findings.map((finding) => [finding.fingerprint, finding]));
  return verdict.lenses[view].problems
    .map((fingerprint) => byFingerprint.get(fingerprint))
    .filter((finding) => finding !== undefined)
    .filter((finding) => finding.status !== "suppressed");
}

/** The findings of both lenses, worst first. */
export function allFindings(verdict: Verdict): readonly Finding[] {
  const findings = [...findingsOf(verdict, "infrastructure"), ...findingsOf(verdict, "testing")];
  return findings.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
  );
}

/** How many findings a directive or a baseline silenced. */
export function suppressedCount(verdict: Verdict): number {
  return verdict.findings.filter((finding) => finding.status === "suppressed").length;
}

/** How many checks of inherited debt are named; more are counted. */
const NAMED_CHECKS = 5;

/** What was wrong before, by check: `require-timeout 12, no-swallowed-error 3`; undefined where nothing was. */
export function inheritedText({ inherited = [] }: Verdict): string | undefined {
  if (inherited.length === 0) return undefined;
  const named = inherited
    .slice(0, NAMED_CHECKS)
    .map(({ check, count }) => `${check} ${String(count)}`);
  const others = inherited.slice(NAMED_CHECKS).reduce((sum, { count }) => sum + count, 0);
  return named.join(", ") + (others > 0 ? ` and ${String(others)} more` : "");
}

/** Puts findings that read the same together, in the order of their first. */
export function groupEqual(findings: readonly Finding[]): readonly Problem[] {
  const groups = new Map<string, { finding: Finding; others: Finding[] }>();
  for (const finding of findings) {
    const { check, severity, status, message, suggestion } = finding;
    const key = JSON.stringify([check, severity, status, message, suggestion]);
    const group = groups.get(key);
    if (group) group.others.push(finding);
    else groups.set(key, { finding, others: [] });
  }
  return [...groups.values()];
}

/** What a finding says, and who says it too. */
export function messageOf({ message, reportedBy = [] }: Finding): string {
  return reportedBy.length === 0
    ? message
    : `${message} Also reported by ${reportedBy.join(", ")}.`;
}

/** Every place a problem is at, the one to mend first. */
export function locationsOf({ finding, others }: Problem): readonly SourceLocation[] {
  return [finding, ...others].flatMap(({ location, related = [] }) => [location, ...related]);
}
