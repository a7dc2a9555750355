import type { Finding, LedgerEntry, SourceLocation, Tradeoff } from "@faultline/contract";
import type { Change } from "../collect/change.js";
import type { CollectedCoverage } from "../collect/coverage.js";
import { decides } from "./decision.js";
import { factOf } from "./fact-of.js";
import { coveredLines } from "./low-coverage.js";

const NAMES: Readonly<Record<string, string>> = {
  retry: "retry",
  transaction: "rollback",
  shutdown: "shutdown handler",
  "outbound-call": "time limit",
};

/** What tensions show in. */
export interface TradeoffMaterial {
  readonly ledger: readonly LedgerEntry[];
  readonly findings: readonly Finding[];
  readonly coverage: CollectedCoverage | undefined;
  readonly change: Change | undefined;
}

/** Where one good costs another: complexity that nobody knows to work, lines that run and prove nothing. */
export function findTradeoffs(material: TradeoffMaterial): readonly Tradeoff[] {
  return [...unprovenMechanisms(material), ...coverageTensions(material)];
}

/** Mechanisms that are there and that no test exercises. */
function unprovenMechanisms({ ledger, findings }: TradeoffMaterial): readonly Tradeoff[] {
  const unproven = fingerprintsOf(findings, "unproven-mechanism");
  return ledger
    .filter(({ findings: own }) => own.some((fingerprint) => unproven.has(fingerprint)))
    .map(({ site }) => ({
      message: `This ${NAMES[site.kind] ?? "mechanism"} adds complexity that no test verifies. Test it or remove it.`,
      locations: [site.location],
    }));
}

const ENOUGH_PERCENT = 80;

/** Coverage counts lines, and the ladder counts failures: they may say opposite things. */
function coverageTensions({
  ledger,
  findings,
  coverage,
  change,
}: TradeoffMaterial): readonly Tradeoff[] {
  if (!coverage) return [];
  const { run, total } = coveredLines(coverage, change);
  const handlers = ledger.filter(({ site }) => site.kind === "error-handler");
  if (total === 0 || handlers.length === 0) return [];
  const percent = String(Math.floor((run * 100) / total));
  const untested = findings.filter(
    (finding) => decides(finding) && finding.check === "untested-error-path",
  );
  if (run * 100 >= ENOUGH_PERCENT * total && untested.length > 0) {
    const message = `Tests run ${percent} % of the lines, and no test makes these failures happen. The lines that are left are those that matter when something breaks.`;
    return [{ message, locations: untested.map(({ location }) => location) }];
  }
  const isProven = handlers.every(
    ({ evidence: { rung } }) => rung === "asserted" || rung === "proven",
  );
  const low = findings.filter((finding) => decides(finding) && finding.check === "low-coverage");
  return isProven && low.length > 0
    ? [
        {
          message: `Every failure that is handled is asserted by a test, although tests run only ${percent} % of the lines. More coverage may cost more than it tells.`,
          locations: low.map(({ location }) => location),
        },
      ]
    : [];
}

/** Places where the two views differ: one is content, and the other is not. */
export function findDisagreements(
  ledger: readonly LedgerEntry[],
  findings: readonly Finding[],
): readonly Tradeoff[] {
  return [...failuresWithoutLimit(ledger), ...assertedWithoutMechanism(ledger, findings)];
}

/** A mechanism is missing, yet a test makes its failure happen. */
function failuresWithoutLimit(ledger: readonly LedgerEntry[]): readonly Tradeoff[] {
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

/** What a handler does with a failure is asserted, and is wrong all the same: the test holds it in place. */
function assertedWithoutMechanism(
  ledger: readonly LedgerEntry[],
  findings: readonly Finding[],
): readonly Tradeoff[] {
  const wrong = new Map(
    findings
      .filter((finding) => decides(finding) && finding.origin === "rule")
      .map(({ fingerprint, location }): readonly [string, SourceLocation] => [
        fingerprint,
        location,
      ]),
  );
  return ledger.flatMap(({ site, evidence: { rung }, findings: own }) => {
    const isAsserted = rung === "asserted" || rung === "proven";
    if (site.kind !== "error-handler" || !isAsserted || !own.some((one) => wrong.has(one)))
      return [];
    return [
      {
        message:
          "A test asserts what this handler does with the failure, and infrastructure wants it done otherwise. Change both together.",
        locations: [site.location],
      },
    ];
  });
}

function fingerprintsOf(findings: readonly Finding[], check: string): ReadonlySet<string> {
  return new Set(
    findings
      .filter((finding) => decides(finding) && finding.check === check)
      .map(({ fingerprint }) => fingerprint),
  );
}
