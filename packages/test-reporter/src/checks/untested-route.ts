import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck } from "./check.js";
import { grouped } from "../evidence/ordering.js";
import { concludeForAll } from "./conclude.js";
import { routesInTests, statusesOf, type RouteInTests } from "./route-evidence.js";
import { count, list, place } from "./wording.js";

/** Routes that no test requested. Health routes are `untested-health-check`'s. */
export const untestedRoute: TestCheck = {
  id: "untested-route",
  criteria: ["tests-integration-endpoints"],
  judge(review) {
    const routes = routesInTests(review).filter(({ site }) => site.kind === "route");
    if (routes.length === 0) return NOT_APPLICABLE;
    const tested = routes.filter(({ hasRun }) => hasRun === true);
    const untested = routes.filter((route) => isUntested(route, routes));
    if (tested.length + untested.length === 0) return UNKNOWN;
    return concludeForAll(review, {
      findings: [...grouped(untested, ({ site }) => site.location.file).values()].flatMap(
        (inFile) => finding(inFile),
      ),
      good: good(tested, routes.length),
    });
  },
};

/** A handler that is known not to have run, or no request where requests are seen: a server in another process would hide them all. */
function isUntested({ served, hasRun }: RouteInTests, all: readonly RouteInTests[]): boolean {
  if (hasRun !== undefined) return !hasRun;
  return served.length === 0 && all.some((other) => other.served.length > 0);
}

function finding(routes: readonly RouteInTests[]): readonly Finding[] {
  const sites = routes
    .map(({ site }) => site)
    .toSorted((a, b) => compareLocations(a.location, b.location));
  const [first, ...others] = sites;
  if (!first) return [];
  const targets = sites.map(({ target = "" }) => target);
  const named =
    targets.length > 4 ? [...targets.slice(0, 3), `${String(targets.length - 3)} more`] : targets;
  return [
    createFinding({
      check: untestedRoute.id,
      criterion: "tests-integration-endpoints",
      origin: "evidence",
      subject: first.location.file,
      location: first.location,
      ...(others.length > 0 && { related: others.map(({ location }) => location) }),
      message:
        `No test sends ${list(named, "or")} (${place(first.location)}) a request. ` +
        "Whether the route is mounted, reads its input and answers what clients expect shows in production.",
      suggestion: `Start the application in a test, send ${first.target ?? "the route"} a request, and assert its status and body.`,
    }),
  ];
}

function good(tested: readonly RouteInTests[], total: number): readonly GoodFinding[] {
  if (tested.length === 0) return [];
  const statuses = [...new Set(tested.flatMap(statusesOf))].sort();
  const seen = statuses.length > 0 ? `, and saw ${list(statuses)}` : "";
  return [
    {
      criterion: "tests-integration-endpoints",
      message: `Tests ran ${String(tested.length)} of ${count(total, "route")}${seen}.`,
      locations: tested.map(({ site }) => site.location).toSorted(compareLocations),
    },
  ];
}
