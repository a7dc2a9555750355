import {
  createFinding,
  reaches,
  UNKNOWN,
  type CheckResult,
  type Evidence,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import type { EvidencePolicy } from "../policy.js";
import { isAmong } from "./paths.js";

/** Handlers of failures below the project's own paths whose tests did not get as far as its policy asks. */
export function requiredEvidence(
  sites: readonly FaultSite[],
  evidence: Evidence | undefined,
  policy: readonly EvidencePolicy[],
): readonly CheckResult[] {
  if (policy.length === 0) return [];
  const judgement = evidence?.complete
    ? { state: "judged" as const, findings: shortOf(sites, evidence, policy), good: [] }
    : UNKNOWN;
  return [{ check: "required-evidence", criteria: ["tests-error-paths"], judgement }];
}

function shortOf(
  sites: readonly FaultSite[],
  evidence: Evidence,
  policy: readonly EvidencePolicy[],
): readonly Finding[] {
  const rungs = new Map(evidence.sites.map(({ id, rung }) => [id, rung]));
  return sites
    .filter(({ kind }) => kind === "error-handler")
    .flatMap((site) => {
      const asked = policy.filter(({ paths }) => isAmong(site.location.file, paths));
      const rung = rungs.get(site.id) ?? "unknown";
      const missed = asked.find((one) => rung !== "unknown" && !reaches(rung, one.rung));
      return missed && rung !== "unknown" ? [finding(site, rung, missed.rung)] : [];
    });
}

function finding(site: FaultSite, rung: string, asked: string): Finding {
  return createFinding({
    check: "required-evidence",
    criterion: "tests-error-paths",
    origin: "evidence",
    location: site.location,
    message: `This handler of a failure is ${rung === "absent" ? "in no test" : rung}, and the project asks for ${asked} here.`,
    suggestion: "Make the failure happen in a test, and assert what the caller gets.",
    subject: site.id,
  });
}
