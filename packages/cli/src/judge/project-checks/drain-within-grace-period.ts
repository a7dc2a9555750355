import {
  createFinding,
  NOT_APPLICABLE,
  type Declared,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { declaredAs, serviceRunBy } from "./run-by.js";
import { sitesIn } from "./services.js";

/** What Kubernetes grants a pod that says nothing (kubernetes.io, "Pod Lifecycle", termination of pods). */
const DEFAULT_GRACE_S = 30;

/**
 * What a service allows itself for its last requests must fit into what Kubernetes leaves it, which begins with the
 * `preStop` hook. Anchored at the service's timer.
 */
export const drainWithinGracePeriod: ProjectCheck = {
  id: "drain-within-grace-period",
  criterion: "graceful-shutdown",
  preset: "recommended",
  docs: {
    looksAt:
      "The timer by which a service's SIGTERM handler ends the process, and `terminationGracePeriodSeconds` and the `preStop` hook of the workload that runs it.",
    reports: "A timer that fires after Kubernetes has killed the process.",
    silent:
      "Which service the workload runs is not plain, or the timer's length is not in the code.",
  },
  judge(project) {
    const draining = project.sites.filter((site) => declaredAs(site, "drain-time").length > 0);
    const workloads = project.sites.filter(({ kind }) => kind === "workload");
    if (draining.length === 0 || workloads.length === 0) return NOT_APPLICABLE;
    return {
      state: "judged",
      findings: workloads.flatMap((workload) => judgeWorkload(project, workload)),
      good: [],
    };
  },
};

function judgeWorkload(project: Project, workload: FaultSite): readonly Finding[] {
  const [grace] = declaredAs(workload, "termination-time");
  const granted = grace ? Number(grace.value) : DEFAULT_GRACE_S;
  return declaredAs(workload, "image").flatMap(({ part }) => {
    const service = serviceRunBy(project, workload, part);
    if (!service) return [];
    const hook = declaredAs(workload, "pre-stop-time").find((one) => one.part === part);
    const left = granted - (hook ? Number(hook.value) : 0);
    return sitesIn(project, service.home)
      .filter(({ kind, operation }) => kind === "shutdown" && operation !== "SIGINT")
      .flatMap((handler) =>
        declaredAs(handler, "drain-time")
          .filter(({ value }) => Number(value) > left)
          .map((drain) => tooLong({ handler, drain, workload, granted, hook })),
      );
  });
}

function tooLong(found: {
  readonly handler: FaultSite;
  readonly drain: Declared;
  readonly workload: FaultSite;
  readonly granted: number;
  readonly hook: Declared | undefined;
}): Finding {
  const { handler, drain, workload, granted, hook } = found;
  const before = hook ? `, ${String(hook.value)} of them for the preStop hook` : "";
  const needed = Math.ceil(Number(drain.value) + Number(hook?.value ?? 0)) + 5;
  return createFinding({
    check: "drain-within-grace-period",
    criterion: "graceful-shutdown",
    origin: "project",
    location: { file: handler.location.file, ...drain.at },
    related: [workload.location],
    message: `On ${handler.operation} this service gives its last requests ${String(drain.value)} seconds, and Kubernetes kills it after ${String(granted)}${before}. Requests that are still under way then are cut off in every release.`,
    suggestion: `Set \`terminationGracePeriodSeconds: ${String(needed)}\`, or give up earlier.`,
    subject: `${handler.id}:${workload.id}`,
  });
}
