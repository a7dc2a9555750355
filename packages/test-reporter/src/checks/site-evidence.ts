import { contains, reaches, type FaultSite, type SiteEvidence } from "@faultline/contract";
import { engineOf } from "../evidence/database-engines.js";
import type { TestReview } from "./check.js";

/** The evidence at a site; `unknown` for a site the run knew nothing of. */
export type EvidenceAt = (site: FaultSite) => SiteEvidence;

export function evidenceAt({ evidence }: TestReview): EvidenceAt {
  const byId = indexed(
    BY_ID,
    evidence.sites,
    (entries) => new Map(entries.map((entry) => [entry.id, entry])),
  );
  return (site) => byId.get(site.id) ?? { id: site.id, rung: "unknown", failures: {}, tests: [] };
}

/** What is behind a site: what the run found, else the engine that its library is for. */
export function engineAt(site: FaultSite, review: TestReview): string | undefined {
  return evidenceAt(review)(site).meets ?? engineOf(site);
}

/** The sites of one file, in the order of `sites`. */
export function sitesOfFile(sites: readonly FaultSite[], file: string): readonly FaultSite[] {
  return indexed(BY_FILE, sites, byFile).get(file) ?? [];
}

/** True when a test ran the site's code. */
export function wasExecuted({ rung }: SiteEvidence): boolean {
  return rung !== "unknown" && reaches(rung, "executed");
}

/** True when it is known that no test ran the site's code. */
export function wasNeverExecuted({ rung }: SiteEvidence): boolean {
  return rung !== "unknown" && !reaches(rung, "executed");
}

/** The sites that lie within the code of another site. */
export function sitesWithin(outer: FaultSite, sites: readonly FaultSite[]): readonly FaultSite[] {
  return sitesOfFile(sites, outer.location.file).filter(
    (site) => site !== outer && contains(outer.extent, site.location),
  );
}

/** The error handlers that deal with the failure of a site's code, in its own file. */
export function handlersOf(site: FaultSite, sites: readonly FaultSite[]): readonly FaultSite[] {
  return sitesOfFile(sites, site.location.file).filter(
    ({ kind, protects }) =>
      kind === "error-handler" && protects !== undefined && contains(protects, site.location),
  );
}

/** Every check asks about the same lists, which are long in a large project. */
const BY_ID = new WeakMap<readonly SiteEvidence[], ReadonlyMap<string, SiteEvidence>>();
const BY_FILE = new WeakMap<readonly FaultSite[], ReadonlyMap<string, readonly FaultSite[]>>();

function indexed<Item, Index>(
  known: WeakMap<readonly Item[], Index>,
  items: readonly Item[],
  build: (items: readonly Item[]) => Index,
): Index {
  const index = known.get(items) ?? build(items);
  known.set(items, index);
  return index;
}

function byFile(sites: readonly FaultSite[]): ReadonlyMap<string, readonly FaultSite[]> {
  const files = new Map<string, FaultSite[]>();
  for (const site of sites) {
    const { file } = site.location;
    const others = files.get(file);
    if (others) others.push(site);
    else files.set(file, [site]);
  }
  return files;
}
