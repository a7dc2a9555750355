import { contains, type FaultSite, type TestName } from "@faultline/contract";
import type { TestReview } from "./check.js";
import { evidenceAt, sitesOfFile } from "./site-evidence.js";

/**
 * The test from which a new one is the shortest step: one that ran the site, else the code whose
 * failure it deals with, else its function, else its file. Of several the one with the shortest
 * name, which tends to be the plain case.
 */
export function nearestTest(site: FaultSite, review: TestReview): TestName | undefined {
  const at = evidenceAt(review);
  const { protects } = site;
  const neighbours = sitesOfFile(review.sites, site.location.file);
  const guarded = neighbours.filter(
    ({ location }) => protects !== undefined && contains(protects, location),
  );
  const inFunction = neighbours.filter((other) => other.function === site.function);
  const nearest = [site, ...guarded, ...inFunction, ...neighbours]
    .map((other) => at(other).tests)
    .find((tests) => tests.length > 0);
  return nearest?.toSorted((a, b) => a.length - b.length)[0];
}
