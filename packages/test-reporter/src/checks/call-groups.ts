import {
  compareLocations,
  FAILURE_KINDS,
  type FailureCounts,
  type FaultSite,
} from "@faultline/contract";
import type { TestReview } from "./check.js";
import { simulationAt, type Simulation } from "./simulation.js";

/** The outbound calls of one file through one library: one dependency, as far as the source tells. */
export interface CallGroup {
  readonly file: string;
  readonly library: string;
  /** In source order, never empty. */
  readonly calls: readonly [FaultSite, ...FaultSite[]];
  readonly simulation: Simulation;
}

export function callGroups(review: TestReview): readonly CallGroup[] {
  const groups = new Map<string, Omit<CallGroup, "simulation">>();
  const calls = review.sites.filter(({ kind }) => kind === "outbound-call");
  for (const call of calls.toSorted((a, b) => compareLocations(a.location, b.location))) {
    const { library, location } = call;
    const key = `${location.file} ${library}`;
    const earlier = groups.get(key)?.calls;
    groups.set(key, { file: location.file, library, calls: earlier ? [...earlier, call] : [call] });
  }
  return [...groups.values()].map((group) => ({
    ...group,
    simulation: ofGroup(group.calls, review),
  }));
}

/** One failure is enough for the group; that there was none must be known of every call. */
function ofGroup(calls: readonly FaultSite[], review: TestReview): Simulation {
  const simulations = calls.map((call) => simulationAt(call, review));
  const failures = total(simulations.map((simulation) => simulation.failures));
  const seen = simulations.filter(({ state }) => state === "seen");
  const test = seen.find((simulation) => simulation.test !== undefined)?.test;
  if (seen.length > 0) return { state: "seen", failures, ...(test !== undefined && { test }) };
  const isProved = simulations.every(({ state }) => state === "never");
  return { state: isProved ? "never" : "unknown", failures };
}

function total(all: readonly FailureCounts[]): FailureCounts {
  const sums = FAILURE_KINDS.map(
    (kind) => [kind, all.reduce((sum, counts) => sum + (counts[kind] ?? 0), 0)] as const,
  );
  return Object.fromEntries(sums.filter(([, sum]) => sum > 0));
}
