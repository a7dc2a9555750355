import type { Evidence, FaultSite, Finding, LedgerEntry } from "@faultline/contract";
import { placeOf } from "./site-places.js";

/** Every site with its evidence and its findings, side by side, in source order. */
export function buildLedger(
  sites: readonly FaultSite[],
  evidence: Evidence | undefined,
  findings: readonly Finding[],
): readonly LedgerEntry[] {
  const proofs = new Map((evidence?.sites ?? []).map((proof) => [proof.id, proof]));
  const findingsByPlace = groupByPlace(findings);
  return sites.map((site) => {
    const proof = proofs.get(site.id);
    return {
      site,
      evidence: {
        rung: proof?.rung ?? "unknown",
        failures: proof?.failures ?? {},
        tests: proof?.tests ?? [],
      },
      findings: (findingsByPlace.get(placeOf(site.location)) ?? []).map(
        ({ fingerprint }) => fingerprint,
      ),
    };
  });
}

function groupByPlace(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = placeOf(finding.location);
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return groups;
}
