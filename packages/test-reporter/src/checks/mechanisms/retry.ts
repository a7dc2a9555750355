import type { FaultSite } from "@faultline/contract";
import { engineOf } from "../../evidence/database-engines.js";
import type { TestReview } from "../check.js";
import { nearestTest } from "../nearest-test.js";
import { evidenceAt, sitesWithin, wasExecuted, wasNeverExecuted } from "../site-evidence.js";
import { inFunction, place, quote } from "../wording.js";
import type { MechanismProof } from "./mechanism-proof.js";

/** Retries: proven when something within them failed in a test. */
export function retryProofs(review: TestReview): readonly MechanismProof[] {
  return review.sites.filter(({ kind }) => kind === "retry").map((site) => proofOf(site, review));
}

function proofOf(site: FaultSite, review: TestReview): MechanismProof {
  const state = stateOf(site, review);
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

function stateOf(site: FaultSite, review: TestReview): MechanismProof["state"] {
  const at = evidenceAt(review);
  const own = at(site);
  const inside = sitesWithin(site, review.sites);
  const handlers = inside.filter(({ kind }) => kind === "error-handler").map(at);
  const calls = inside
    .filter((call) => call.kind === "outbound-call" || engineOf(call) !== undefined)
    .map(at);
  const failed = [...calls, ...(handlers.length + calls.length === 0 ? [own] : [])].some(
    hasFailures,
  );
  if (handlers.some(wasExecuted) || failed) return "proven";
  if (wasNeverExecuted(own)) return "unproven";
  if (own.rung === "unknown" || handlers.some(({ rung }) => rung === "unknown")) return "unknown";
  // A stub that fails leaves no trace on the wire; only a handler that stayed idle rules it out.
  const isIdle = handlers.length > 0 || (hasContact(own.tests, review) && !hasFailures(own));
  return isIdle ? "unproven" : "unknown";
}

function hasFailures({ failures }: { readonly failures: object }): boolean {
  return Object.keys(failures).length > 0;
}

function hasContact(tests: readonly string[], { evidence }: TestReview): boolean {
  return [...evidence.outbound, ...evidence.databases].some((met) =>
    met.tests.some((test) => tests.includes(test)),
  );
}
