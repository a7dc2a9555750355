import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type ConcurrencyEvidence,
  type FaultSite,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import { applicationRoutes, findRoute } from "../evidence/application-routes.js";
import { isDataAccess } from "../evidence/database-engines.js";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForOne } from "./conclude.js";
import { list, place, quote } from "./wording.js";

/** Routes that write, and that no test ever had in flight twice at once on one key. */
export const noConcurrencyTest: TestCheck = {
  id: "no-concurrency-test",
  criteria: ["tests-concurrency"],
  judge(review) {
    const writing = writingRoutes(review);
    if (writing.length === 0) return canSeeWrites(review) ? NOT_APPLICABLE : UNKNOWN;
    const tested = writing.filter(({ concurrency }) => concurrency.sameKey);
    return concludeForOne(review, {
      findings: tested.length === 0 ? neverTwice(writing, review) : [],
      good: tested.map((route) => overlapped(route)),
    });
  },
};

interface WritingRoute {
  readonly concurrency: ConcurrencyEvidence;
  readonly site: FaultSite;
}

function writingRoutes({ sites, evidence }: TestReview): readonly WritingRoute[] {
  const routes = applicationRoutes(sites);
  return evidence.concurrency
    .filter(({ writes }) => writes)
    .flatMap((concurrency) => {
      const [method = "", path = ""] = concurrency.target.split(" ", 2);
      const site = findRoute(routes, { method, path, route: path })?.site;
      return site ? [{ concurrency, site }] : [];
    });
}

/** Behind a mocked database no route is seen to write. */
function canSeeWrites({ sites, evidence }: TestReview): boolean {
  if (!sites.some(({ kind }) => kind === "route") || !sites.some(isDataAccess)) return true;
  return evidence.databases.some(({ real }) => real > 0) && evidence.complete;
}

function neverTwice(
  writing: readonly WritingRoute[],
  { evidence }: TestReview,
): readonly Finding[] {
  const [first, ...others] = writing;
  if (!first) return [];
  const targets = writing.map(({ concurrency }) => concurrency.target);
  const overlapping = writing.some(({ concurrency }) => concurrency.maxInFlight >= 2);
  const nearest = testOf(first.concurrency, evidence.routes);
  return [
    createFinding({
      check: noConcurrencyTest.id,
      criterion: "tests-concurrency",
      origin: "evidence",
      subject: "writing routes",
      location: first.site.location,
      ...(others.length > 0 && { related: others.map(({ site }) => site.location) }),
      message:
        `${list(targets)} (${place(first.site.location)}) ${targets.length === 1 ? "writes" : "write"} to the database and no test had two such requests for one key in flight${overlapping ? ", only for different keys" : ""}. ` +
        "A double click, a client's retry or two replicas do that in production, and lose or double a write.",
      suggestion: `Send the request${nearest ? ` of ${quote(nearest)}` : ""} twice with \`Promise.all\`, and assert that it took effect once.`,
    }),
  ];
}

function testOf(
  { target }: ConcurrencyEvidence,
  routes: TestReview["evidence"]["routes"],
): string | undefined {
  return routes.find(({ method, path }) => `${method} ${path}` === target)?.tests[0];
}

function overlapped({ concurrency, site }: WritingRoute): GoodFinding {
  const [test] = concurrency.tests;
  return {
    criterion: "tests-concurrency",
    message: `${concurrency.target} had up to ${String(concurrency.maxInFlight)} requests in flight at once, and two or more for one key${test === undefined ? "" : ` in ${quote(test)}`}.`,
    locations: [site.location],
  };
}
