import { viewOf, type Finding, type LedgerEntry } from "@faultline/contract";

/** How a fault site stands, worst first; `unseen` is what a test run can't show, a manifest for instance. */
export const SITE_STATES = ["unprotected", "unproven", "executed", "proven", "unseen"] as const;
export type SiteState = (typeof SITE_STATES)[number];

/**
 * A site's state from the findings that are there and the rung that the tests reached. `proven`
 * begins where a test met the real dependency or asserted the failure; a line that only ran is
 * `executed`.
 */
export function siteState(
  { evidence }: LedgerEntry,
  findings: readonly Pick<Finding, "lens" | "status">[],
): SiteState {
  const active = findings.filter(({ status }) => status !== "suppressed");
  if (active.some(({ lens }) => viewOf(lens) === "infrastructure")) return "unprotected";
  if (active.length > 0) return "unproven";
  switch (evidence.rung) {
    case "absent":
    case "written":
      return "unproven";
    case "executed":
      return "executed";
    case "real":
    case "asserted":
    case "proven":
      return "proven";
    case "unknown":
      return "unseen";
  }
}
