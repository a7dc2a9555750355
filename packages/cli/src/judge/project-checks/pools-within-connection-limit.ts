import {
  createFinding,
  NOT_APPLICABLE,
  type Declared,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { declaredAs, serviceRunBy } from "./run-by.js";
import { sitesIn, type Service } from "./services.js";

/**
 * Every replica opens a pool of its own: together they must fit into what the database allows. Anchored at the
 * service's first pool.
 */
export const poolsWithinConnectionLimit: ProjectCheck = {
  id: "pools-within-connection-limit",
  criterion: "pool-limits",
  preset: "recommended",
  docs: {
    looksAt:
      "The sizes of a service's pools, the most replicas its workload may have, and the `max_connections` that the project sets for its database.",
    reports: "Pools that may together open more connections than the database takes.",
    silent:
      "The project says nowhere how many connections its database takes, or says it of several; a size or the number of replicas is decided elsewhere, or which service the workload runs is not plain.",
  },
  judge(project) {
    const limits = project.sites.flatMap((site) =>
      declaredAs(site, "connection-limit").map((limit) => ({ site, limit })),
    );
    const [only, ...others] = limits;
    if (!only) return NOT_APPLICABLE;
    if (others.length > 0) return { state: "unknown", findings: [], good: [] };
    const workloads = project.sites.filter((site) => declaredAs(site, "most-replicas").length > 0);
    return {
      state: "judged",
      findings: workloads.flatMap((workload) => judgeWorkload(project, workload, only)),
      good: [],
    };
  },
};

interface DatabaseLimit {
  readonly site: FaultSite;
  readonly limit: Declared;
}

function judgeWorkload(
  project: Project,
  workload: FaultSite,
  database: DatabaseLimit,
): readonly Finding[] {
  const [replicas] = declaredAs(workload, "most-replicas");
  const services = new Set(
    declaredAs(workload, "image").flatMap(
      ({ part }) => serviceRunBy(project, workload, part) ?? [],
    ),
  );
  return [...services].flatMap((service) => {
    const pools = poolsOf(project, service);
    const each = pools.reduce((sum, { size }) => sum + Number(size.value), 0);
    const all = each * Number(replicas?.value ?? 0);
    const [first] = pools;
    return first && all > Number(database.limit.value)
      ? [tooMany({ pool: first, each, all, replicas, workload, database })]
      : [];
  });
}

/** The pools of a service whose sizes are known; a pool of another engine has a limit of its own. */
function poolsOf(project: Project, { home }: Service) {
  const pools = sitesIn(project, home).filter(({ kind }) => kind === "pool");
  const engines = new Set(pools.map(({ library }) => library));
  if (engines.size > 1) return [];
  return pools.flatMap((site) => declaredAs(site, "pool-size").map((size) => ({ site, size })));
}

function tooMany(found: {
  readonly pool: { readonly site: FaultSite; readonly size: Declared };
  readonly each: number;
  readonly all: number;
  readonly replicas: Declared | undefined;
  readonly workload: FaultSite;
  readonly database: DatabaseLimit;
}): Finding {
  const { pool, each, all, replicas, workload, database } = found;
  const most = Number(database.limit.value);
  const share = Math.max(1, Math.floor((most * 0.8) / Number(replicas?.value ?? 1)));
  return createFinding({
    check: "pools-within-connection-limit",
    criterion: "pool-limits",
    origin: "project",
    location: { file: pool.site.location.file, ...pool.size.at },
    related: [workload.location, { file: database.site.location.file, ...database.limit.at }],
    message: `${String(replicas?.value ?? "")} replicas with ${String(each)} connections each are ${String(all)}, and the database takes ${String(most)}. At full scale it refuses connections, which fails requests just when there are most of them.`,
    suggestion: `Give each replica at most ${String(share)}, or put a pooler such as PgBouncer in between.`,
    subject: `${pool.site.id}:${workload.id}`,
  });
}
