import {
  compareLocations,
  type CriterionId,
  type FaultKind,
  type FaultSite,
  type GoodFinding,
  type Mechanism,
} from "@faultline/contract";
import { factOf } from "./fact-of.js";

/** A sentence for a mechanism that is there wherever it applies. `{n}` stands for the number of sites, `{detail}` for the first one's fact. */
interface Praise {
  readonly kinds: readonly FaultKind[];
  readonly mechanism: Mechanism;
  readonly criterion: CriterionId;
  readonly one: string;
  readonly many: string;
}

const PRAISE: readonly Praise[] = [
  praise(
    "transaction-rollback",
    ["transaction"],
    "rollback",
    "Database transactions are atomic: {detail}",
  ),
  praise(
    "timeout-outbound",
    ["outbound-call", "client"],
    "timeout",
    "Outbound calls have a time limit",
  ),
  praise(
    "timeout-database",
    ["pool", "database-client"],
    "timeout",
    "Database connections and statements have time limits",
  ),
  praise("retry-backoff", ["retry"], "backoff", "Retries back off: {detail}"),
  praise("retry-jitter", ["retry"], "jitter", "Retries are spread out at random"),
  praise("retry-bounded", ["retry"], "attempt-limit", "Retries give up: {detail}"),
  praise(
    "failure-listener",
    ["pool", "client", "database-client"],
    "error-listener",
    "Lost connections are heard: {detail}",
  ),
  praise("logs-structured", ["log"], "structure", "Logs are structured"),
  praise("rollout-gradual", ["workload"], "gradual-rollout", "Deployment is gradual: {detail}"),
  praise("resource-limits", ["workload"], "memory-limit", "Resources are limited"),
  praise("probes-complete", ["workload"], "readiness-probe", "Workloads are probed"),
];

function praise(
  criterion: CriterionId,
  kinds: readonly FaultKind[],
  mechanism: Mechanism,
  text: string,
): Praise {
  return { criterion, kinds, mechanism, one: text, many: `${text} ({n} places)` };
}

/** What the ledger shows to be protected everywhere: no site where the mechanism is absent, and one where it is present. */
export function goodMechanisms(sites: readonly FaultSite[]): readonly GoodFinding[] {
  return PRAISE.flatMap(({ kinds, mechanism, criterion, one, many }) => {
    const facts = sites
      .filter((site) => kinds.includes(site.kind))
      .flatMap((site) => {
        const fact = factOf(site, mechanism);
        return fact ? [{ site, fact }] : [];
      });
    const holding = facts.filter(({ fact }) => fact.state === "present");
    const [first] = holding;
    if (!first || facts.some(({ fact }) => fact.state === "absent")) return [];
    const text = holding.length === 1 ? one : many;
    return [
      {
        criterion,
        message: text.replace("{n}", String(holding.length)).replace("{detail}", first.fact.detail),
        locations: holding.map(({ site }) => site.location).toSorted(compareLocations),
      },
    ];
  });
}
