import { compareLocations, type FaultSite } from "@faultline/contract";
import type { TestReview } from "../check.js";
import { evidenceAt, wasExecuted, wasNeverExecuted } from "../site-evidence.js";
import { list, inFunction, place, quote } from "../wording.js";
import type { MechanismProof } from "./mechanism-proof.js";

/**
 * Handlers of termination signals: proven when a test ran them. The handlers that one function
 * installs for several signals are one shutdown.
 */
export function shutdownProofs(review: TestReview): readonly MechanismProof[] {
  const groups = new Map<string, readonly [FaultSite, ...FaultSite[]]>();
  const sites = review.sites.filter(({ kind }) => kind === "shutdown");
  for (const site of sites.toSorted((a, b) => compareLocations(a.location, b.location))) {
    const key = `${site.location.file} ${site.function}`;
    const earlier = groups.get(key);
    groups.set(key, earlier ? [...earlier, site] : [site]);
  }
  return [...groups.values()].map((group) => proofOf(group, review));
}

function proofOf(
  handlers: readonly [FaultSite, ...FaultSite[]],
  review: TestReview,
): MechanismProof {
  const at = evidenceAt(review);
  const [site, ...others] = handlers;
  const signals = list(handlers.map(({ operation }) => operation));
  const name = `${signals} handler${inFunction(site)} (${place(site.location)}`;
  const executed = handlers.map(at).find(wasExecuted);
  if (executed) {
    const [test] = executed.tests;
    const where = test === undefined ? "" : `, as in ${quote(test)}`;
    return { state: "proven", site, message: `Tests ran the ${name})${where}.` };
  }
  if (!handlers.every((handler) => wasNeverExecuted(at(handler))))
    return { state: "unknown", site };
  return {
    state: "unproven",
    site,
    related: others.map(({ location }) => location),
    message:
      `The ${name}) is written and no test executed it. ` +
      "Every deployment runs it, and a mistake in it cuts requests off or hangs until the process is killed.",
    suggestion: `Start the service in a test, call \`process.emit("${site.operation}", "${site.operation}")\` with a request in flight, and assert that it is answered and that all is closed.`,
  };
}
