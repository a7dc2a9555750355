import {
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type CriterionId,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import { callGroups, type CallGroup } from "./call-groups.js";
import type { TestCheck, TestReview } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { nearestTest } from "./nearest-test.js";
import { evidenceAt } from "./site-evidence.js";
import { failureNames, inFunction, place, quote } from "./wording.js";

/** An outbound dependency that no test ever saw fail. */
export const unsimulatedFailure: TestCheck = {
  id: "unsimulated-failure",
  criteria: ["tests-timeouts", "tests-connection-failures"],
  judge(review) {
    const groups = callGroups(review);
    if (groups.length === 0) return NOT_APPLICABLE;
    if (groups.every(({ simulation }) => simulation.state === "unknown")) return UNKNOWN;
    return concludeForAll(review, {
      findings: groups
        .filter(({ simulation }) => simulation.state === "never")
        .map((group) => unsimulated(group, review)),
      good: groups.filter(({ simulation }) => simulation.state === "seen").map(simulated),
    });
  },
};

function unsimulated({ file, library, calls }: CallGroup, review: TestReview): Finding {
  const [first, ...others] = calls;
  const nearest = nearestTest(first, review);
  const { rung } = evidenceAt(review)(first);
  const hasTimeout = calls.some(({ mechanisms }) => mechanisms.timeout?.state === "present");
  // A limit that no failure ever met is an unproven mechanism too; `unproven-mechanism` leaves it to this finding.
  const alsoUnmet: readonly CriterionId[] = [
    "tests-connection-failures",
    ...(hasTimeout ? ["tests-mechanisms" as const] : []),
  ];
  return createFinding({
    check: unsimulatedFailure.id,
    criterion: "tests-timeouts",
    alsoUnmet,
    origin: "evidence",
    subject: `${file} ${library}`,
    location: first.location,
    ...(others.length > 0 && { related: others.map(({ location }) => location) }),
    message:
      `No test saw the dependency behind ${library}${inFunction(first)} (${place(first.location)}, rung: ${rung}) time out, refuse or drop a connection, or answer an error. ` +
      "What the callers do on the day it is slow or down is a guess.",
    suggestion: `${nearest ? `Beside ${quote(nearest)}, point` : "In a test, point"} the call at a local server that accepts and never answers, then at a closed port, and assert what the caller gets.`,
  });
}

function simulated({ library, calls, simulation }: CallGroup): GoodFinding {
  const [first] = calls;
  const seen = failureNames(simulation.failures) || "a failure";
  const where = simulation.test === undefined ? "" : `, as in ${quote(simulation.test)}`;
  return {
    criterion: "tests-connection-failures",
    message: `Tests saw ${seen} at ${library} (${place(first.location)})${where}.`,
    locations: calls.map(({ location }) => location),
  };
}
