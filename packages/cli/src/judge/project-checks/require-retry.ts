import {
  contains,
  createFinding,
  isSiteOfKind,
  NOT_APPLICABLE,
  type FaultSite,
  type GoodFinding,
} from "@faultline/contract";
import { factOf } from "../fact-of.js";
import type { Project, ProjectCheck } from "../project-check.js";
import { packagesWith } from "./served-packages.js";

/** Libraries that repeat calls by themselves or on request. */
const RETRIES =
  /^(?:p-retry|async-retry|axios-retry|retry-axios|exponential-backoff|promise-retry|retry|cockatiel|got|ky|opossum|backoff|fetch-retry|@fastify\/http-proxy|undici-retry)$/;

/**
 * A call that may safely be repeated, made to serve requests, in a service that repeats nothing.
 * Where anything retries, whether it covers this call would need the whole call graph, so the
 * check is silent.
 */
export const requireRetry: ProjectCheck = {
  id: "require-retry",
  criterion: "retry-present",
  preset: "strict",
  docs: {
    looksAt: "Calls that may safely be repeated, made to serve requests.",
    reports: "The first such call of each file, in a service that repeats nothing.",
    silent: "Anything in the service retries, or a library that does is installed.",
  },
  judge(project) {
    const serving = packagesWith(project, "route");
    const retrying = packagesWith(project, "retry");
    const calls = project.sites.filter(
      (site) =>
        isSiteOfKind(site, "outbound-call") && serving.has(project.packageOf(site.location.file)),
    );
    if (calls.length === 0) return NOT_APPLICABLE;
    const uncovered = calls.filter(
      (call) => isRepeatable(call) && !isCovered(project, call, retrying),
    );
    const groups = new Map<string, FaultSite[]>();
    for (const call of uncovered)
      groups.set(call.location.file, [...(groups.get(call.location.file) ?? []), call]);
    return {
      state: "judged",
      findings: [...groups.values()].flatMap(missing),
      good: retried(project, calls),
    };
  },
};

function isRepeatable(call: FaultSite): boolean {
  return factOf(call, "idempotency-key")?.state === "present";
}

function isCovered(project: Project, call: FaultSite, retrying: ReadonlySet<string>): boolean {
  const { file } = call.location;
  return (
    retrying.has(project.packageOf(file)) ||
    [...project.dependenciesOf(file)].some((name) => RETRIES.test(name))
  );
}

function retried(project: Project, calls: readonly FaultSite[]): readonly GoodFinding[] {
  const retries = project.sites.filter(
    (site) => site.kind === "retry" && calls.some((call) => isInside(call, site)),
  );
  if (retries.length === 0) return [];
  return [
    {
      criterion: "retry-present",
      message: "Failed calls are repeated",
      locations: retries.map(({ location }) => location),
    },
  ];
}

function isInside(call: FaultSite, retry: FaultSite): boolean {
  return call.location.file === retry.location.file && contains(retry.extent, call.extent);
}

function missing(calls: readonly FaultSite[]) {
  const [first, ...others] = calls;
  if (!first) return [];
  return [
    createFinding({
      check: "require-retry",
      criterion: "retry-present",
      origin: "project",
      location: first.location,
      related: others.map(({ location }) => location),
      message: `\`${first.target ?? first.operation}\` may be repeated safely, and nothing in this service ever does. A dropped connection or a restart over there fails the request here.`,
      suggestion:
        "Repeat it a few times, waiting longer each time and at random, within the caller's patience.",
      subject: first.id,
    }),
  ];
}
