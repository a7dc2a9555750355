import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck } from "./check.js";
import { concludeForOne } from "./conclude.js";
import { routesInTests, statusesOf, type RouteInTests } from "./route-evidence.js";
import { count, list, place } from "./wording.js";

/** Routes that take something in, none of which was seen to refuse it. */
export const untestedBoundary: TestCheck = {
  id: "untested-boundary",
  criteria: ["tests-edge-cases"],
  judge(review) {
    const taking = routesInTests(review).filter(takesInput);
    if (taking.length === 0) return NOT_APPLICABLE;
    const served = taking.filter((route) => route.served.length > 0);
    const [first, ...others] = served.toSorted((a, b) =>
      compareLocations(a.site.location, b.site.location),
    );
    if (!first) return UNKNOWN;
    const refusing = served.filter(refuses);
    const targets = served.map(({ site: { target = "" } }) => target);
    const named =
      targets.length > 3 ? `${count(targets.length, "route")} that take input` : list(targets);
    const statuses = list([...new Set(served.flatMap(statusesOf))].sort());
    return concludeForOne(review, {
      findings:
        refusing.length > 0
          ? []
          : [
              createFinding({
                check: untestedBoundary.id,
                criterion: "tests-edge-cases",
                origin: "evidence",
                subject: "refused input",
                location: first.site.location,
                ...(others.length > 0 && { related: others.map(({ site }) => site.location) }),
                message:
                  `Tests saw ${named} (${place(first.site.location)}) answer only ${statuses || "nothing"}: none of them sent what should be refused. ` +
                  "Empty, missing, oversized and negative values reach production untried, and what is not refused is stored.",
                suggestion: `Send ${first.site.target ?? "the route"} a body at and just beyond each limit, and assert 400 with a message a client can act on.`,
              }),
            ],
      good: refusing.map(good),
    });
  },
};

const TAKES_A_BODY = /^(?:POST|PUT|PATCH) /;

function takesInput({ site: { kind, target = "" } }: RouteInTests): boolean {
  return kind === "route" && TAKES_A_BODY.test(target);
}

/** 400 and 422 say that the request is wrong, 413 that it is too long; 401 and 404 say nothing of what was sent. */
function refuses(route: RouteInTests): boolean {
  return statusesOf(route).some((status) => ["400", "413", "415", "422"].includes(status));
}

function good(route: RouteInTests): GoodFinding {
  return {
    criterion: "tests-edge-cases",
    message: `${route.site.target ?? "A route"} was seen to refuse wrong input (${list(statusesOf(route))}).`,
    locations: [route.site.location],
  };
}
