import type { RouteEvidence } from "@faultline/contract";
import { compareText, sortedNames } from "./ordering.js";
import type { RunFacts } from "./run-facts.js";
import { servedRoutes, type ServedRoute } from "./served-routes.js";

/** The application's routes as the tests used them. */
export function routeEvidence(facts: RunFacts): readonly RouteEvidence[] {
  return servedRoutes(facts).map((route) => ({
    method: route.method,
    path: route.path,
    statuses: statusesOf(route),
    maxInFlight: Math.max(...route.requests.map(({ exchange }) => exchange.inFlight)),
    tests: sortedNames(route.requests.map(({ test }) => test.name)),
  }));
}

function statusesOf({ requests }: ServedRoute): Readonly<Record<string, number>> {
  const statuses = requests.flatMap(({ exchange }) => exchange.status ?? []).map(String);
  const different = [...new Set(statuses)].sort(compareText);
  return Object.fromEntries(
    different.map((status) => [status, statuses.filter((other) => other === status).length]),
  );
}
