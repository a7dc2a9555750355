import type { FaultSite } from "@faultline/contract";
import type { TestReview } from "../check.js";
import { nearestTest } from "../nearest-test.js";
import {
  engineAt,
  evidenceAt,
  sitesWithin,
  wasExecuted,
  wasNeverExecuted,
} from "../site-evidence.js";
import { inFunction, place, quote } from "../wording.js";
import type { MechanismProof } from "./mechanism-proof.js";

/** Rollbacks of transactions: proven when a test reached the handler that rolls back. */
export function rollbackProofs(review: TestReview): readonly MechanismProof[] {
  return review.sites
    .filter((site) => site.kind === "transaction" && site.mechanisms.rollback?.state === "present")
    .map((site) => proofOf(site, review));
}

function proofOf(site: FaultSite, review: TestReview): MechanismProof {
  const state = stateOf(site, review);
  if (state === "unknown") return { state, site };
  const where = `transaction${inFunction(site)} (${place(site.location)}`;
  if (state === "proven") return { state, site, message: `A test made the ${where}) roll back.` };
  const nearest = nearestTest(site, review);
  const { rung } = evidenceAt(review)(site);
  return {
    state,
    site,
    message:
      `The ${where}, rung: ${rung}) can roll back and no test saw it do so. ` +
      "A rollback that does not work leaves half a change, or an open transaction on a pooled connection.",
    suggestion: `${nearest ? `In a copy of ${quote(nearest)}, make` : "In a test, make"} the last statement violate a constraint, and assert that the earlier ones left nothing behind.`,
  };
}

/**
 * The evidence counts ROLLBACKs for each engine, not for each transaction: one on the wire proves
 * nothing about this one, but none on a real connection disproves it.
 */
function stateOf(site: FaultSite, review: TestReview): MechanismProof["state"] {
  const at = evidenceAt(review);
  const own = at(site);
  const handlers = sitesWithin(site, review.sites)
    .filter(({ kind }) => kind === "error-handler")
    .map(at);
  if (handlers.some(wasExecuted)) return "proven";
  if (wasNeverExecuted(own)) return "unproven";
  if (handlers.length > 0 && handlers.every(wasNeverExecuted)) return "unproven";
  const behind = engineAt(site, review);
  const database = review.evidence.databases.find(({ engine }) => engine === behind);
  const sawNone = own.rung === "real" && database?.rollbacks === 0;
  return sawNone ? "unproven" : "unknown";
}
