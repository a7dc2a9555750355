import {
  createFinding,
  isSiteOfKind,
  NOT_APPLICABLE,
  type FaultSite,
  type Finding,
  type GoodFinding,
  type SourceLocation,
} from "@faultline/contract";
import { factOf } from "../fact-of.js";
import type { Project, ProjectCheck } from "../project-check.js";
import { packagesWith } from "./served-packages.js";
import { sitesIn } from "./services.js";

/** Libraries that handle termination signals, or are there to be called from a handler. */
const HANDLES_SIGNALS =
  /^(?:@godaddy\/terminus|close-with-grace|lightship|fastify-graceful-shutdown|fastify-cli|http-graceful-shutdown|stoppable|http-terminator|async-exit-hook|exit-hook|signal-exit|node-graceful-shutdown|nestjs-graceful-shutdown)$/;

/** A service must finish what it has begun when the platform stops it. Anchored where it begins to listen. */
export const requireGracefulShutdown: ProjectCheck = {
  id: "require-graceful-shutdown",
  criterion: "graceful-shutdown",
  preset: "recommended",
  docs: {
    looksAt:
      "Handlers of termination signals, libraries that handle them, and the pools, queues and workers of the service.",
    reports:
      "A service or worker that nothing ends in order on SIGTERM; a handler that ends the process at once; a worker that nothing ever closes, named at the handler.",
    silent:
      "Another package or a library handles the signal, or any code speaks of SIGTERM; what is handed on may be closed there.",
  },
  judge(project) {
    const services = servicesOf(project);
    if (services.length === 0) return NOT_APPLICABLE;
    const handlers = project.sites.filter((site) => isSiteOfKind(site, "shutdown"));
    const findings = services
      .filter((entry) => !isLeftToLibrary(project, entry))
      .flatMap((entry) => judgeService(project, entry, handlers));
    return { state: "judged", findings: oncePerPlace(findings), good: praise(handlers) };
  },
};

/**
 * The entry point of each service: where it first listens, or where a worker first takes jobs; in a
 * package with routes whose server is not seen, where it handles a signal.
 */
function servicesOf(project: Project): readonly FaultSite[] {
  const routed = packagesWith(project, "route", "health-route");
  const entries = new Map<string, FaultSite>();
  for (const kind of ["server", "consumer", "shutdown"] as const) {
    for (const site of project.sites) {
      const home = project.packageOf(site.location.file);
      // A bare HTTP server without routes may as well wait for one answer of a login page.
      const isBare = site.library.startsWith("node:") && !routed.has(home);
      if (site.kind === kind && !isBare && !entries.has(home)) entries.set(home, site);
    }
  }
  return [...entries.values()];
}

function isLeftToLibrary(project: Project, { location }: FaultSite): boolean {
  return [...project.dependenciesOf(location.file)].some((name) => HANDLES_SIGNALS.test(name));
}

/** A handler of another package may be a shared start-up module, so it counts for every service. */
function judgeService(
  project: Project,
  entry: FaultSite,
  handlers: readonly FaultSite<"shutdown">[],
): readonly Finding[] {
  const home = project.packageOf(entry.location.file);
  const own = handlers.filter(({ location }) => project.packageOf(location.file) === home);
  const ending = handlers.filter(({ operation }) => operation !== "SIGINT");
  if (ending.length === 0) {
    if (project.mentions(SIGTERM)) return [];
    const [interrupt] = own;
    return [interrupt ? onlyInterrupt(interrupt) : missing(project, entry)];
  }
  if (ending.every(exitsAtOnce)) return own.filter(exitsAtOnce).map(exiting);
  const [handler = entry] = own.filter((one) => ending.includes(one) && !exitsAtOnce(one));
  const open = unclosed(project, home);
  return open.some(({ kind }) => kind === "consumer") ? [leavesOpen(handler, open)] : [];
}

/** What no code closes, workers first. Connections that end with the process harm nobody; a job does. */
function unclosed(project: Project, home: string): readonly FaultSite[] {
  const open = sitesIn(project, home).filter((site) => factOf(site, "closing")?.state === "absent");
  return open.toSorted((a, b) => Number(b.kind === "consumer") - Number(a.kind === "consumer"));
}

function leavesOpen(handler: FaultSite, open: readonly FaultSite[]): Finding {
  return shutdownFinding(handler, {
    message: `${handler.kind === "shutdown" ? handler.operation : "SIGTERM"} ends this service, and nothing closes ${named(open)}. The job that a worker is at is cut off at every deployment, and begins anew elsewhere or is lost.`,
    related: open.map(({ location }) => location),
  });
}

const SIGTERM = /\bSIGTERM\b/;

function exitsAtOnce({ mechanisms }: FaultSite<"shutdown">): boolean {
  return mechanisms["stop-accepting"]?.state === "absent";
}

function praise(handlers: readonly FaultSite<"shutdown">[]): readonly GoodFinding[] {
  const orderly = handlers.filter((handler) => !exitsAtOnce(handler));
  if (orderly.length === 0) return [];
  const signals = [...new Set(orderly.map(({ operation }) => operation))];
  return [
    {
      criterion: "graceful-shutdown",
      message: `${signals.join(" and ")} ${signals.length === 1 ? "ends" : "end"} the service in order`,
      locations: orderly.map(({ location }) => location),
    },
  ];
}

const SUGGESTION =
  "On SIGTERM stop accepting, await the open requests, then close pools and consumers, with a deadline.";

function missing(project: Project, entry: FaultSite): Finding {
  const open = openResources(project, entry);
  const left = open.length === 0 ? "" : ` Nothing closes ${named(open)} either.`;
  return shutdownFinding(entry, {
    message: `Nothing in this service handles SIGTERM. Every deployment cuts off ${
      entry.kind === "consumer" ? "the jobs" : "the requests and transactions"
    } that are under way.${left}`,
    related: open.map(({ location }) => location),
  });
}

/** What the service keeps open, but for what some code closes all the same. */
function openResources(project: Project, entry: FaultSite): readonly FaultSite[] {
  const home = project.packageOf(entry.location.file);
  return sitesIn(project, home).filter(
    (site) =>
      (site.kind === "pool" || site.kind === "consumer" || site.kind === "queue") &&
      site !== entry &&
      factOf(site, "closing")?.state !== "present",
  );
}

const MOST_NAMED = 5;

function named(sites: readonly FaultSite[]): string {
  const listed = sites
    .slice(0, MOST_NAMED)
    .map(
      ({ operation, location }) => `\`${operation}\` (${location.file}:${String(location.line)})`,
    );
  const others = sites.length - MOST_NAMED;
  return `${listed.join(", ")}${others > 0 ? ` and ${String(others)} more` : ""}`;
}

function onlyInterrupt(handler: FaultSite): Finding {
  return shutdownFinding(handler, {
    message:
      "Only SIGINT, which a terminal sends, ends this service in order. Kubernetes, Docker and systemd send SIGTERM, and every deployment cuts off the requests that are under way.",
  });
}

function exiting(handler: FaultSite): Finding {
  return shutdownFinding(handler, {
    message: `${handler.operation} ends this service at once. Every deployment cuts off the requests and transactions that are under way.`,
  });
}

function shutdownFinding(
  at: FaultSite,
  parts: { readonly message: string; readonly related?: readonly SourceLocation[] },
): Finding {
  return createFinding({
    check: "require-graceful-shutdown",
    criterion: "graceful-shutdown",
    origin: "project",
    location: at.location,
    suggestion: SUGGESTION,
    subject: at.id,
    ...parts,
  });
}

/** One handler may be that of several services. */
function oncePerPlace(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [finding.fingerprint, finding])).values()];
}
