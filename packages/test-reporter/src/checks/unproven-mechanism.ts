import {
  compareLocations,
  createFinding,
  NOT_APPLICABLE,
  UNKNOWN,
  type Finding,
  type GoodFinding,
} from "@faultline/contract";
import type { TestCheck } from "./check.js";
import { concludeForAll } from "./conclude.js";
import { circuitBreakerProofs } from "./mechanisms/circuit-breaker.js";
import type { MechanismProof } from "./mechanisms/mechanism-proof.js";
import { retryProofs } from "./mechanisms/retry.js";
import { rollbackProofs } from "./mechanisms/rollback.js";
import { shutdownProofs } from "./mechanisms/shutdown.js";
import { timeoutProofs } from "./mechanisms/timeout.js";

/** A retry, circuit breaker, rollback, shutdown or time limit that no test exercised. */
export const unprovenMechanism: TestCheck = {
  id: "unproven-mechanism",
  criteria: ["tests-mechanisms"],
  judge(review) {
    const proofs = [
      retryProofs,
      circuitBreakerProofs,
      rollbackProofs,
      shutdownProofs,
      timeoutProofs,
    ]
      .flatMap((prove) => prove(review))
      .toSorted((a, b) => compareLocations(a.site.location, b.site.location));
    if (proofs.length === 0) return NOT_APPLICABLE;
    if (proofs.every(({ state }) => state === "unknown")) return UNKNOWN;
    return concludeForAll(review, {
      findings: proofs.flatMap(unproven),
      good: proofs.flatMap(proven),
    });
  },
};

function unproven(proof: MechanismProof): readonly Finding[] {
  if (proof.state !== "unproven") return [];
  const { site, related, alsoUnmet, message, suggestion } = proof;
  return [
    createFinding({
      check: unprovenMechanism.id,
      criterion: "tests-mechanisms",
      ...(alsoUnmet && { alsoUnmet }),
      origin: "evidence",
      subject: site.id,
      location: site.location,
      ...(related && related.length > 0 && { related }),
      message,
      suggestion,
    }),
  ];
}

function proven(proof: MechanismProof): readonly GoodFinding[] {
  if (proof.state !== "proven") return [];
  return [
    { criterion: "tests-mechanisms", message: proof.message, locations: [proof.site.location] },
  ];
}
