import type { FaultSite } from "@faultline/contract";
import { engineOf } from "../../evidence/database-engines.js";
import type { TestReview } from "../check.js";
import { evidenceAt, sitesWithin, wasExecuted, wasNeverExecuted } from "../site-evidence.js";
import type { MechanismProof } from "./mechanism-proof.js";

/**
 * Whether a mechanism that deals with failures of the code within it was exercised: something in there
 * failed in a test, or a handler in there ran.
 */
export function proofByFailureWithin(site: FaultSite, review: TestReview): MechanismProof["state"] {
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
