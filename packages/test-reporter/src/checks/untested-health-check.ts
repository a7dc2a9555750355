import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type FaultSite,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { routesInTests, statusesOf, type RouteInTests } from "./route-evidence.js";
import { list, place } from "./wording.js";

/** A health route that no test requested, or one that asks a dependency and was never seen to say that it is down. */
export const untestedHealthCheck: TestCheck = {
  id: "untested-health-check",
  criteria: ["failure-health-tested"],
  judge(review) {
    const all = routesInTests(review);
    const health = all.filter(({ site }) => site.kind === "health-route");
    if (health.length === 0) return NOT_APPLICABLE;
    const seesRequests = all.some(({ served }) => served.length > 0);
    const outcomes = health.map((route) => outcomeOf(route, seesRequests));
    if (outcomes.every((outcome) => outcome === "unknown")) return UNKNOWN;
    return concludeForAll(review, {
      findings: health.flatMap((route, index) => finding(route, outcomes[index], review)),
      good: health.flatMap((route, index) => good(route, outcomes[index])),
    });
  },
};

type Outcome = "unknown" | "untested" | "only healthy" | "tested";

function outcomeOf(route: RouteInTests, seesRequests: boolean): Outcome {
  if (route.served.length === 0) {
    if (route.hasRun === true) return "unknown";
    return route.hasRun === false || seesRequests ? "untested" : "unknown";
  }
  const failed = statusesOf(route).some((status) => status >= "500");
  return asksDependency(route.site) && !failed ? "only healthy" : "tested";
}

function asksDependency({ mechanisms }: FaultSite): boolean {
  return mechanisms["dependency-check"]?.state === "present";
}

function finding(
  route: RouteInTests,
  outcome: Outcome | undefined,
  review: TestReview,
): readonly Finding[] {
  if (outcome !== "untested" && outcome !== "only healthy") return [];
  const { site } = route;
  const { target = "the health route" } = site;
  const where = `${target} (${place(site.location)})`;
  const statuses = list(statusesOf(route));
  const reader = review.sites.some(({ kind }) => kind === "workload")
    ? "the probe"
    : "what asks it";
  return [
    createFinding({
      check: untestedHealthCheck.id,
      criterion: "failure-health-tested",
      origin: "evidence",
      subject: site.id,
      location: site.location,
      ...(outcome === "untested"
        ? {
            message:
              `No test asks ${where} how the service is. ` +
              `A wrong answer takes a healthy service out, or leaves a broken one in, and ${reader} never notices.`,
            suggestion: asksDependency(site)
              ? `Request ${target} in a test, once with its dependency up and once with it down.`
              : `Request ${target} in a test, and assert its status.`,
          }
        : {
            message:
              `${where} asks a dependency, and tests saw it answer only ${statuses}: never with the dependency down. ` +
              `If it then hangs or still says 200, ${reader} keeps sending traffic to a service that can't serve it.`,
            suggestion:
              "Stop the dependency in a test (close its pool, point it at a closed port), and assert a status of 503 within the probe's time limit.",
          }),
    }),
  ];
}

function good(route: RouteInTests, outcome: Outcome | undefined): readonly GoodFinding[] {
  if (outcome !== "tested") return [];
  const { site } = route;
  return [
    {
      criterion: "failure-health-tested",
      message: `Tests saw ${site.target ?? "the health route"} answer ${list(statusesOf(route))}.`,
      locations: [site.location],
    },
  ];
}
