import type { FaultSite, RouteEvidence } from "@faultline/contract";
import { applicationRoutes, findRoute } from "../evidence/application-routes.js";
import type { TestReview } from "./check.js";
import { evidenceAt, sitesWithin, wasExecuted, wasNeverExecuted } from "./site-evidence.js";

/** A route of the source with the requests that tests made to it. */
export interface RouteInTests {
  readonly site: FaultSite;
  /** Empty where no test made one. */
  readonly served: readonly RouteEvidence[];
  /** Whether a test ran its handler; undefined where that can't be told. */
  readonly hasRun: boolean | undefined;
}

/** Every route of the source, health routes included, that says which requests it serves. */
export function routesInTests(review: TestReview): readonly RouteInTests[] {
  const routes = applicationRoutes(review.sites);
  const served = new Map<FaultSite, RouteEvidence[]>();
  for (const evidence of review.evidence.routes) {
    const { method, path } = evidence;
    const site = findRoute(routes, { method, path, route: path })?.site;
    if (site) served.set(site, [...(served.get(site) ?? []), evidence]);
  }
  return routes.map(({ site }) => {
    const requests = served.get(site) ?? [];
    return { site, served: requests, hasRun: requests.length > 0 || handlerHasRun(site, review) };
  });
}

/** The statuses that tests saw a route answer with, in order. */
export function statusesOf({ served }: RouteInTests): readonly string[] {
  return [...new Set(served.flatMap(({ statuses }) => Object.keys(statuses)))].sort();
}

/** What lies in a handler tells whether it ran; its own place runs when the route is defined. */
function handlerHasRun(route: FaultSite, review: TestReview): boolean | undefined {
  const inside = sitesWithin(route, review.sites).map(evidenceAt(review));
  if (inside.some(wasExecuted)) return true;
  return inside.some(wasNeverExecuted) ? false : undefined;
}
