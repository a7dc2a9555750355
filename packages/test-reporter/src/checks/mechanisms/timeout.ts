import type { FaultSite } from "@faultline/contract";
import { callGroups, type CallGroup } from "../call-groups.js";
import type { TestReview } from "../check.js";
import { evidenceAt, handlersOf, wasExecuted } from "../site-evidence.js";
import { failureNames, inFunction, place } from "../wording.js";
import type { MechanismProof } from "./mechanism-proof.js";

/**
 * Time limits of outbound calls: proven when a test saw one end a call. A dependency that never
 * failed at all is `unsimulated-failure`'s, and limits in a pool's or client's options are not
 * demanded to be exercised.
 */
export function timeoutProofs(review: TestReview): readonly MechanismProof[] {
  return callGroups(review)
    .filter(({ simulation }) => simulation.state !== "never")
    .flatMap((group) => proofOf(group, review));
}

function proofOf(group: CallGroup, review: TestReview): readonly MechanismProof[] {
  const [site, ...others] = group.calls.filter(hasTimeout);
  if (!site) return [];
  const { failures } = group.simulation;
  const where = `${group.library}${inFunction(site)} (${place(site.location)})`;
  if (failures.timeout)
    return [
      { state: "proven", site, message: `A test saw the time limit of ${where} end a call.` },
    ];
  if (Object.keys(failures).length === 0 || mayHaveBeenStubbed(group, review))
    return [{ state: "unknown", site }];
  return [
    {
      state: "unproven",
      site,
      related: others.map(({ location }) => location),
      alsoUnmet: ["tests-timeouts"],
      message:
        `Tests saw ${failureNames(failures)} at ${where}, and never a timeout. ` +
        "The limit is unproven until something hangs, and a limit that does not hold keeps every request waiting.",
      suggestion:
        "Point the call at a local server that accepts and never answers, shorten the limit, and assert what the caller gets.",
    },
  ];
}

function hasTimeout(site: FaultSite): boolean {
  return site.mechanisms.timeout?.state === "present";
}

/** A handler that ran in a test without any exchange was reached by a stub, which may have been a timeout. */
function mayHaveBeenStubbed({ calls }: CallGroup, review: TestReview): boolean {
  const at = evidenceAt(review);
  const met = new Set(review.evidence.outbound.flatMap(({ tests }) => tests));
  return calls
    .flatMap((call) => handlersOf(call, review.sites))
    .map(at)
    .some((handler) => wasExecuted(handler) && handler.tests.some((test) => !met.has(test)));
}
