import type { FaultSite } from "@faultline/contract";
import type { TestReview } from "../check.js";
import { nearestTest } from "../nearest-test.js";
import { evidenceAt } from "../site-evidence.js";
import { inFunction, place, quote } from "../wording.js";
import { proofByFailureWithin } from "./failure-within.js";
import type { MechanismProof } from "./mechanism-proof.js";

/** Retries: proven when something within them failed in a test. */
export function retryProofs(review: TestReview): readonly MechanismProof[] {
  return review.sites.filter(({ kind }) => kind === "retry").map((site) => proofOf(site, review));
}

function proofOf(site: FaultSite, review: TestReview): MechanismProof {
  const state = proofByFailureWithin(site, review);
  if (state === "unknown") return { state, site };
  const where = `retry${inFunction(site)} (${place(site.location)}`;
  if (state === "proven")
    return { state, site, message: `A test made what the ${where}) repeats fail.` };
  const nearest = nearestTest(site, review);
  const { rung } = evidenceAt(review)(site);
  return {
    state,
    site,
    message:
      `The ${where}, rung: ${rung}) never repeated anything in a test, since no attempt ever failed. ` +
      "A wrong limit or delay shows only when a dependency is down, as a storm of attempts or as none.",
    suggestion: `${nearest ? `In a copy of ${quote(nearest)}, let` : "In a test, let"} the first attempt fail and the second succeed, and assert the number of attempts.`,
  };
}
