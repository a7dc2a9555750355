import type { FailureCounts, FaultSite, TestName } from "@faultline/contract";
import type { TestReview } from "./check.js";
import {
  evidenceAt,
  handlersOf,
  sitesOfFile,
  wasExecuted,
  wasNeverExecuted,
} from "./site-evidence.js";

/** Whether a dependency was made to fail at some code, and what was seen of it. */
export interface Simulation {
  /** `unknown` when a stub may have failed where nothing could see it. */
  readonly state: "seen" | "never" | "unknown";
  /** What the wire showed; empty when only a handler's execution tells of a failure. */
  readonly failures: FailureCounts;
  /** A test that executed a handler of the failure. */
  readonly test?: TestName;
}

/** Whether any test made an outbound call fail. */
export function simulationAt(call: FaultSite, review: TestReview): Simulation {
  const at = evidenceAt(review);
  const { rung, failures, tests } = at(call);
  const isVisible = review.evidence.outbound.some((target) =>
    target.tests.some((test) => tests.includes(test)),
  );
  const protecting = handlersOf(call, review.sites);
  // A stub that returns a failed result leaves a trace only where the function deals with it.
  const handlers = isVisible ? protecting : [...protecting, ...handlersBeside(call, review.sites)];
  const executed = handlers.map(at).filter(wasExecuted);
  const [test] = executed.flatMap(({ tests: names }) => names);
  if (test !== undefined) return { state: "seen", failures, test };
  if (executed.length > 0 || Object.keys(failures).length > 0) return { state: "seen", failures };
  // A handler of this very call that stayed idle proves it, even where the tests are not known.
  const isProved =
    protecting.some((handler) => wasNeverExecuted(at(handler))) ||
    (rung !== "unknown" && (isVisible || wasNeverExecuted(at(call))));
  return { state: isProved ? "never" : "unknown", failures };
}

function handlersBeside(call: FaultSite, sites: readonly FaultSite[]): readonly FaultSite[] {
  return sitesOfFile(sites, call.location.file).filter(
    (site) => site.kind === "error-handler" && site.function === call.function,
  );
}
