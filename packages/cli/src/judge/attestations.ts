import type { CriterionResult } from "@faultline/contract";
import type { Attestation } from "../policy.js";

/**
 * Criteria with what people state of them. A statement answers only what nothing else decides: it never outweighs a
 * finding. One that has expired leaves its criterion unmet until somebody states it again. `today` is a day: `2026-11-28`.
 */
export function withAttestations(
  results: readonly CriterionResult[],
  attestations: readonly Attestation[],
  today: string,
): readonly CriterionResult[] {
  return results.map((result) => {
    if (result.status !== "open" && result.status !== "unknown") return result;
    const own = attestations.filter(
      ({ criterion, date }) => criterion === result.id && date <= today,
    );
    const valid = own.filter(({ expires }) => expires > today);
    if (valid.length > 0) return { ...result, status: "attested", decidedBy: valid.map(wordsOf) };
    return own.length > 0 ? { ...result, status: "unmet", decidedBy: own.map(wordsOf) } : result;
  });
}

/** The statements that hold no longer. */
export function expiredAttestations(
  attestations: readonly Attestation[],
  today: string,
): readonly Attestation[] {
  return attestations.filter(
    ({ criterion, expires }) =>
      expires <= today &&
      !attestations.some((other) => other.criterion === criterion && other.expires > today),
  );
}

function wordsOf({ owner, date, expires, evidence }: Attestation): string {
  return `${owner}, ${date} to ${expires}: ${evidence}`;
}
