import {
  createFinding,
  isSiteOfKind,
  NOT_APPLICABLE,
  type FaultSite,
  type GoodFinding,
} from "@faultline/contract";
import type { Project, ProjectCheck } from "../project-check.js";
import { packagesWithServers } from "./served-packages.js";

/** Libraries that handle termination signals. */
const HANDLES_SIGNALS =
  /^(?:@godaddy\/terminus|close-with-grace|lightship|fastify-graceful-shutdown|http-graceful-shutdown|@nestjs\/core|stoppable|http-terminator|async-exit-hook|signal-exit)$/;

/** A service must finish what it has begun when the platform stops it. Anchored where it begins to listen. */
export const requireGracefulShutdown: ProjectCheck = {
  id: "require-graceful-shutdown",
  criterion: "graceful-shutdown",
  preset: "recommended",
  judge(project) {
    const services = packagesWithServers(project);
    if (services.length === 0) return NOT_APPLICABLE;
    const handlers = project.sites.filter((site) => isSiteOfKind(site, "shutdown"));
    const findings = services
      .filter((servers) => !isHandled(project, servers[0], handlers))
      .map(([server]) => missing(server));
    return { state: "judged", findings, good: praise(handlers) };
  },
};

function praise(handlers: readonly FaultSite[]): readonly GoodFinding[] {
  if (handlers.length === 0) return [];
  const signals = [...new Set(handlers.map(({ operation }) => operation))];
  return [
    {
      criterion: "graceful-shutdown",
      message: `${signals.join(" and ")} ${signals.length === 1 ? "ends" : "end"} the service in order`,
      locations: handlers.map(({ location }) => location),
    },
  ];
}

function isHandled(project: Project, server: FaultSite, handlers: readonly FaultSite[]): boolean {
  // A handler of another package may be a shared start-up module, so any handler is a reason to be silent.
  if (handlers.length > 0) return true;
  return [...project.dependenciesOf(server.location.file)].some((name) =>
    HANDLES_SIGNALS.test(name),
  );
}

function missing(server: FaultSite) {
  return createFinding({
    check: "require-graceful-shutdown",
    criterion: "graceful-shutdown",
    origin: "project",
    location: server.location,
    message:
      "Nothing in this service handles SIGTERM. Every deployment cuts off the requests and transactions that are under way.",
    suggestion:
      "On SIGTERM stop accepting, await the open requests, then close pools and consumers, with a deadline.",
    subject: server.id,
  });
}
