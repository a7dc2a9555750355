import type { FaultSite, Finding } from "@faultline/contract";

/**
 * One finding where several tools report the same defect at the same place: our own, else the first
 * that came, which names the others. The same defect is the same criterion, on the same lines or in the same
 * part of a configuration file.
 */
export function oneFindingPerDefect(
  findings: readonly Finding[],
  sites: readonly FaultSite[],
): readonly Finding[] {
  const kept: Finding[] = [];
  const partsOf = partsByFile(sites);
  const ownFirst = [
    ...findings.filter(({ origin }) => origin !== "external"),
    ...findings.filter(({ origin }) => origin === "external"),
  ];
  for (const finding of ownFirst) {
    const parts = partsOf.get(finding.location.file) ?? [];
    const index =
      finding.origin === "external" ? kept.findIndex((known) => isSame(known, finding, parts)) : -1;
    const known = kept[index];
    if (known) kept[index] = alsoReported(known, finding);
    else kept.push(finding);
  }
  return kept;
}

function alsoReported(known: Finding, other: Finding): Finding {
  const reportedBy = new Set([...(known.reportedBy ?? []), other.check]);
  reportedBy.delete(known.check);
  // What one of them silences and the other does not is open.
  const status = known.status === "suppressed" ? other.status : known.status;
  return { ...known, status, reportedBy: [...reportedBy] };
}

function isSame(known: Finding, other: Finding, parts: readonly FaultSite[]): boolean {
  if (known.location.file !== other.location.file) return false;
  if (![known.criterion, ...(known.alsoUnmet ?? [])].includes(other.criterion)) return false;
  return (
    (known.location.line <= other.location.endLine &&
      other.location.line <= known.location.endLine) ||
    parts.some(({ extent }) => isOn(extent, known) && isOn(extent, other))
  );
}

function isOn({ line, endLine }: FaultSite["extent"], { location }: Finding): boolean {
  return line <= location.line && location.line <= endLine;
}

/** Kinds that a configuration file declares: tools differ on which of its lines a defect stands. */
const DECLARED: ReadonlySet<FaultSite["kind"]> = new Set<FaultSite["kind"]>([
  "workload",
  "service",
  "container-image",
]);

function partsByFile(sites: readonly FaultSite[]): ReadonlyMap<string, readonly FaultSite[]> {
  const parts = new Map<string, FaultSite[]>();
  for (const site of sites) {
    if (!DECLARED.has(site.kind)) continue;
    const { file } = site.location;
    parts.set(file, [...(parts.get(file) ?? []), site]);
  }
  return parts;
}
