import type { Finding, InheritedDebt } from "@faultline/contract";

/** What was wrong before the change, by check, most first. */
export function inheritedDebt(findings: readonly Finding[]): readonly InheritedDebt[] {
  const counts = new Map<string, number>();
  for (const { check, status } of findings)
    if (status === "inherited") counts.set(check, (counts.get(check) ?? 0) + 1);
  return [...counts]
    .map(([check, count]) => ({ check, count }))
    .toSorted((a, b) => b.count - a.count || (a.check < b.check ? -1 : 1));
}
