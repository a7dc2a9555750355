import {
  createFinding,
  NOT_APPLICABLE,
  type Declared,
  type FaultSite,
  type Finding,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { declaredAs, serviceRunBy } from "./run-by.js";
import type { Service } from "./services.js";
import { sitesIn } from "./services.js";

const PROBES = [
  {
    name: "readiness-path",
    probe: "readinessProbe",
    cost: "Its answer is 404, so that Kubernetes never sends the pod a request and no release goes out.",
  },
  {
    name: "liveness-path",
    probe: "livenessProbe",
    cost: "Its answer is 404, so that Kubernetes restarts the pod for ever.",
  },
  {
    name: "startup-path",
    probe: "startupProbe",
    cost: "Its answer is 404, so that Kubernetes restarts the pod for ever, before it has begun.",
  },
] as const;

/** A probe must ask for what the code behind it serves. Anchored at the probe's path. */
export const probeHasRoute: ProjectCheck = {
  id: "probe-has-route",
  criterion: "probes-complete",
  preset: "recommended",
  docs: {
    looksAt:
      "The paths of HTTP probes in Kubernetes manifests, and the code of the service that the container's image is named after.",
    reports: "A probe whose path nothing in the service's code or file names mentions.",
    silent:
      "Which service the container runs is not plain, the path is `/`, a dependency serves health routes of its own, or any code of the project has the last part of the path in it.",
  },
  judge(project) {
    const probed = project.sites.filter(
      (site) =>
        site.kind === "workload" && PROBES.some(({ name }) => declaredAs(site, name).length > 0),
    );
    if (probed.length === 0) return NOT_APPLICABLE;
    return {
      state: "judged",
      findings: probed.flatMap((workload) => judgeWorkload(project, workload)),
      good: [],
    };
  },
};

function judgeWorkload(project: Project, workload: FaultSite): readonly Finding[] {
  return PROBES.flatMap(({ name, probe, cost }) =>
    declaredAs(workload, name).flatMap((asked) => {
      const service = serviceRunBy(project, workload, asked.part);
      return service && isUnserved(project, service, String(asked.value))
        ? [missing({ project, workload, service, asked, probe, cost })]
        : [];
    }),
  );
}

/** Libraries that serve health routes whose paths their options or defaults say. */
const SERVES_HEALTH =
  /terminus|lightship|healthcheck|health-connect|under-pressure|actuator|-health$/;

function isUnserved(project: Project, { entry }: Service, asked: string): boolean {
  const last = asked
    .replace(/[?#].*$/, "")
    .split("/")
    .findLast((part) => part !== "");
  if (last === undefined) return false;
  const names = [...project.reachableDependenciesOf(entry.location.file)];
  if (names.some((name) => SERVES_HEALTH.test(name))) return false;
  const part = new RegExp(`(?<![\\w-])${last.replaceAll(/[^\w-]/g, String.raw`\$&`)}(?![\\w-])`);
  return !project.mentions(part) && !project.files.some((file) => isCode(file) && part.test(file));
}

function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

function missing(found: {
  readonly project: Project;
  readonly workload: FaultSite;
  readonly service: Service;
  readonly asked: Declared;
  readonly probe: string;
  readonly cost: string;
}): Finding {
  const { project, workload, service, asked, probe, cost } = found;
  const health = sitesIn(project, service.home).filter(({ kind }) => kind === "health-route");
  const [route] = health;
  return createFinding({
    check: "probe-has-route",
    criterion: "probes-complete",
    origin: "project",
    location: { file: workload.location.file, ...asked.at },
    related: [(route ?? service.entry).location],
    message: `The ${probe} asks for \`${String(asked.value)}\`, which nothing in this service serves. ${cost}`,
    suggestion: route
      ? `Ask for \`${String(route.target).replace(/^[A-Z]+ /, "")}\`, which it serves.`
      : `Serve \`${String(asked.value)}\`, or ask for what is served.`,
    subject: `${workload.id}:${probe}:${asked.part ?? ""}`,
  });
}
