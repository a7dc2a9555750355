import type { FaultSite } from "@faultline/contract";
import type { TestReview } from "../check.js";
import { nearestTest } from "../nearest-test.js";
import { inFunction, place, quote } from "../wording.js";
import { proofByFailureWithin } from "./failure-within.js";
import type { MechanismProof } from "./mechanism-proof.js";

/** Circuit breakers: proven when what they guard failed in a test. */
export function circuitBreakerProofs(review: TestReview): readonly MechanismProof[] {
  return review.sites
    .filter(({ kind }) => kind === "circuit-breaker")
    .map((site) => proofOf(site, review));
}

function proofOf(site: FaultSite, review: TestReview): MechanismProof {
  const state = proofByFailureWithin(site, review);
  if (state === "unknown") return { state, site };
  const where = `circuit breaker${inFunction(site)} (${place(site.location)})`;
  if (state === "proven")
    return { state, site, message: `A test made what the ${where} guards fail.` };
  const nearest = nearestTest(site, review);
  return {
    state,
    site,
    message:
      `What the ${where} guards never failed in a test, so it never opened. ` +
      "A threshold that is never reached, or one that opens for everybody at the first failure, shows only during an outage.",
    suggestion: `${nearest ? `In a copy of ${quote(nearest)}, let` : "In a test, let"} the call fail as often as the threshold says, and assert that the next one is refused at once and that it closes again.`,
  };
}
