import type { FaultSite, Outcome, SeverityCounts, Verdict } from "@faultline/contract";

/** How much is at stake, and the way back that the repository itself offers. */
export function assessRisk(
  outcome: Outcome,
  counts: SeverityCounts,
  sites: readonly FaultSite[],
  files: readonly string[],
): Verdict["risk"] {
  return { level: levelOf(outcome, counts), rollback: rollbackOf(sites, files) };
}

function levelOf(outcome: Outcome, counts: SeverityCounts): Verdict["risk"]["level"] {
  if (outcome === "approve") return "low";
  return counts.critical + counts.high > 0 || outcome === "cannot-judge" ? "high" : "medium";
}

function rollbackOf(sites: readonly FaultSite[], files: readonly string[]): string {
  const levers = [deploymentLever(sites), migrationLever(files)].filter(
    (lever) => lever !== undefined,
  );
  return levers.length > 0
    ? levers.join(" ")
    : "The repository shows no deployment and no migrations; say in the change how to take it back.";
}

function deploymentLever(sites: readonly FaultSite[]): string | undefined {
  const workloads = sites.filter(
    (site) => site.kind === "workload" && site.operation === "Deployment",
  );
  const names = workloads.flatMap(({ target }) => target ?? []);
  if (names.length === 0) return undefined;
  return `Roll back with \`kubectl rollout undo\` (${names.slice(0, 3).join(", ")}).`;
}

function migrationLever(files: readonly string[]): string | undefined {
  const migrations = files.filter((file) => /(?:^|\/)migrations?\//.test(file));
  if (migrations.length === 0) return undefined;
  const down = migrations.filter((file) => /(?:\.|_|-|\/)down\b/.test(file));
  return down.length > 0
    ? `Each schema change has a way down (${String(down.length)} down migrations).`
    : "Migrations have no way down, so a rollback keeps the new schema.";
}
