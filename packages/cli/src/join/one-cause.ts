import type { Finding, SourceLocation } from "@faultline/contract";
import { packageRootOf } from "../package-roots.js";

/**
 * Checks whose finding is a consequence of another check's: mending the cause mends both. A probe
 * can't be configured for a service that has no health route.
 */
const CAUSES: readonly { readonly cause: string; readonly consequence: string }[] = [
  { cause: "require-health-check", consequence: "k8s-require-probes" },
];

/** One finding per cause: each consequence becomes a related place of its cause in the same service. */
export function oneFindingPerCause(
  findings: readonly Finding[],
  packageRoots: readonly string[],
): readonly Finding[] {
  let merged = findings;
  for (const { cause, consequence } of CAUSES)
    merged = absorb(merged, cause, consequence, packageRoots);
  return merged;
}

function absorb(
  findings: readonly Finding[],
  cause: string,
  consequence: string,
  packageRoots: readonly string[],
): readonly Finding[] {
  const home = (finding: Finding): string => packageRootOf(finding.location.file, packageRoots);
  const open = findings.filter(({ status }) => status !== "suppressed");
  const causes = open.filter(({ check }) => check === cause);
  const absorbed = (finding: Finding): Finding | undefined =>
    finding.check === consequence && open.includes(finding)
      ? causes.find((candidate) => home(candidate) === home(finding))
      : undefined;
  return findings
    .filter((finding) => absorbed(finding) === undefined)
    .map((finding) => {
      const consequences = findings.filter((candidate) => absorbed(candidate) === finding);
      return consequences.length === 0 ? finding : withConsequences(finding, consequences);
    });
}

function withConsequences(finding: Finding, consequences: readonly Finding[]): Finding {
  const related: readonly SourceLocation[] = [
    ...(finding.related ?? []),
    ...consequences.map(({ location }) => location),
  ];
  const unmet = new Set([
    ...(finding.alsoUnmet ?? []),
    ...consequences.flatMap(({ criterion, alsoUnmet }) => [criterion, ...(alsoUnmet ?? [])]),
  ]);
  unmet.delete(finding.criterion);
  return { ...finding, related, alsoUnmet: [...unmet] };
}
