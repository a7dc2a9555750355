import type { Finding, LedgerEntry, Tradeoff } from "@faultline/contract";
import { factOf } from "./fact-of.js";

const NAMES: Readonly<Record<string, string>> = {
  retry: "retry",
  transaction: "rollback",
  shutdown: "shutdown handler",
  "outbound-call": "time limit",
};

/** Mechanisms that are there and that no test exercises: complexity that nobody knows to work. */
export function findTradeoffs(
  ledger: readonly LedgerEntry[],
  findings: readonly Finding[],
): readonly Tradeoff[] {
  const unproven = new Set(
    findings
      .filter(({ check }) => check === "unproven-mechanism")
      .map(({ fingerprint }) => fingerprint),
  );
  return ledger
    .filter(({ findings: own }) => own.some((fingerprint) => unproven.has(fingerprint)))
    .map(({ site }) => ({
      message: `This ${NAMES[site.kind] ?? "mechanism"} adds complexity that no test verifies. Test it or remove it.`,
      locations: [site.location],
    }));
}

/** Places where the two views differ: a mechanism is missing, yet a test makes its failure happen. */
export function findDisagreements(ledger: readonly LedgerEntry[]): readonly Tradeoff[] {
  return ledger.flatMap(({ site, evidence }) => {
    if (factOf(site, "timeout")?.state !== "absent" || !evidence.failures.timeout) return [];
    return [
      {
        message:
          "A test makes this dependency hang, and the code sets no limit. Infrastructure says add one; the test shows what happens without it.",
        locations: [site.location],
      },
    ];
  });
}
