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
  const causes = new Map<string, Finding>();
  for (const finding of open) {
    if (finding.check === cause && !causes.has(home(finding))) causes.set(home(finding), finding);
  }
  if (causes.size === 0) return findings;
  const absorbed = new Map<Finding, Finding[]>();
  const gone = new Set<Finding>();
  for (const finding of open) {
    const reason = finding.check === consequence ? causes.get(home(finding)) : undefined;
    if (!reason) continue;
    const others = absorbed.get(reason);
    if (others) others.push(finding);
    else absorbed.set(reason, [finding]);
    gone.add(finding);
  }
  return findings
    .filter((finding) => !gone.has(finding))
    .map((finding) => withConsequences(finding, absorbed.get(finding) ?? []));
}

function withConsequences(finding: Finding, consequences: readonly Finding[]): Finding {
  if (consequences.length === 0) return finding;
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
