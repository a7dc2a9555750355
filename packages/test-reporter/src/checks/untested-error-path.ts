import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type FaultSite,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { filesWithHandlers } from "./files-with-handlers.js";
import { nearestTest } from "./nearest-test.js";
import { evidenceAt, wasExecuted } from "./site-evidence.js";
import { count, handlerName, inFunction, place, quote } from "./wording.js";

/**
 * An error handler that no test executed. Files none of whose handlers ran have one cause, which
 * `happy-path-only` reports once for the file.
 */
export const untestedErrorPath: TestCheck = {
  id: "untested-error-path",
  criteria: ["tests-error-paths"],
  judge(review) {
    const files = filesWithHandlers(review);
    if (files.length === 0) return NOT_APPLICABLE;
    if (files.every(({ executed, written }) => executed.length + written.length === 0))
      return UNKNOWN;
    const untested = files
      .filter(({ executed }) => executed.length > 0)
      .flatMap(({ written }) => written);
    return concludeForAll(review, {
      findings: untested.map((site) => untestedHandler(site, review)),
      good: testedHandlers(review),
    });
  },
};

function untestedHandler(site: FaultSite, review: TestReview): Finding {
  return createFinding({
    check: untestedErrorPath.id,
    criterion: "tests-error-paths",
    origin: "evidence",
    subject: site.id,
    location: site.location,
    message:
      `The ${handlerName(site)}${inFunction(site)} (${place(site.location)}) is written and no test executed it. ` +
      "It runs for the first time in production, while something else is already failing.",
    suggestion: nextStep(site, nearestTest(site, review)),
  });
}

function nextStep(site: FaultSite, nearest: string | undefined): string {
  const { protects, location } = site;
  const guarded = protects
    ? `the code at ${place({ file: location.file, line: protects.line })}`
    : "what it guards";
  return nearest === undefined
    ? `Write a test that makes ${guarded} fail, and assert what the caller sees.`
    : `Copy ${quote(nearest)}, make ${guarded} fail in it, and assert what the caller sees.`;
}

function testedHandlers(review: TestReview): readonly GoodFinding[] {
  const at = evidenceAt(review);
  const handlers = review.sites.filter(({ kind }) => kind === "error-handler");
  const executed = handlers.filter((site) => wasExecuted(at(site)));
  if (executed.length === 0) return [];
  const asserted = executed.filter((site) => at(site).rung === "asserted").length;
  return [
    {
      criterion: "tests-error-paths",
      message: `Tests executed ${String(executed.length)} of ${count(handlers.length, "error handler")}, and asserted the failure's outcome at ${String(asserted)}.`,
      locations: executed.map(({ location }) => location).toSorted(compareLocations),
    },
  ];
}
