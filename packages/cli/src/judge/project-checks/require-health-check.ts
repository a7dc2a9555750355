import { createFinding, isSiteOfKind, NOT_APPLICABLE, type FaultSite } from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { packagesWith, packagesWithServers } from "./served-packages.js";

/** Libraries that serve a health route of their own. */
const SERVES_HEALTH =
  /^(?:@godaddy\/terminus|@nestjs\/terminus|lightship|fastify-healthcheck|@fastify\/under-pressure|express-healthcheck|@cloudnative\/health-connect)$/;

/** A service that answers requests must be able to say whether it still can. Anchored where it begins to listen. */
export const requireHealthCheck: ProjectCheck = {
  id: "require-health-check",
  criterion: "failure-health-check",
  preset: "recommended",
  docs: {
    looksAt: "Health routes, and libraries that serve one.",
    reports: "A service with routes and no health route.",
    silent:
      "A package without a server of its own has a health route, which any service may mount, or a library serves one.",
  },
  judge(project) {
    const services = packagesWithServers(project);
    if (services.length === 0) return NOT_APPLICABLE;
    const health = project.sites.filter((site) => isSiteOfKind(site, "health-route"));
    const findings = services
      .filter((servers) => !isChecked(project, servers[0], health))
      .map(([server]) => missing(server));
    return {
      state: "judged",
      findings,
      good:
        health.length === 0
          ? []
          : [
              {
                criterion: "failure-health-check",
                message: `Health can be asked: ${[...new Set(health.map(({ target }) => target))].join(", ")}`,
                locations: health.map(({ location }) => location),
              },
            ],
    };
  },
};

/** A health route of a package without a server of its own may be mounted by any service. */
function isChecked(project: Project, server: FaultSite, health: readonly FaultSite[]): boolean {
  const home = project.packageOf(server.location.file);
  const serving = packagesWith(project, "server");
  const isReachable = health.some((route) => {
    const owner = project.packageOf(route.location.file);
    return owner === home || !serving.has(owner);
  });
  return (
    isReachable ||
    [...project.dependenciesOf(server.location.file)].some((name) => SERVES_HEALTH.test(name))
  );
}

function missing(server: FaultSite) {
  return createFinding({
    check: "require-health-check",
    criterion: "failure-health-check",
    origin: "project",
    location: server.location,
    message:
      "No route of this service says whether it is healthy. A process that hangs, or has lost its database, keeps getting traffic until a person notices.",
    suggestion:
      "Serve a liveness route, and a readiness route that asks the database, and point the probes at them.",
    subject: server.id,
  });
}
