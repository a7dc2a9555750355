import type { FaultSite } from "@faultline/contract";
import type { Project } from "../project-check.js";
import { packagesWithServers } from "./served-packages.js";

/** A package that answers requests: where it begins to listen, and what it answers. */
export interface Service {
  /** The package's folder. */
  readonly home: string;
  readonly entry: FaultSite;
  /** Its routes, those of probes left out. */
  readonly routes: readonly FaultSite[];
}

/** The services of a project. A server that only answers probes is a worker's. */
export function servicesOf(project: Project): readonly Service[] {
  return packagesWithServers(project).flatMap(([first, ...others]): readonly Service[] => {
    // Sockets are served beside the routes.
    const entry = [first, ...others].find(({ library }) => library !== "ws") ?? first;
    const home = project.packageOf(entry.location.file);
    const routes = sitesIn(project, home).filter(({ kind }) => kind === "route");
    return routes.length === 0 ? [] : [{ home, entry, routes }];
  });
}

/** Those that are run as they are. Who installs a published one brings along what all of their services have. */
export function ownServicesOf(project: Project): readonly Service[] {
  return servicesOf(project).filter(({ entry }) => !project.isPublished(entry.location.file));
}

/** The sites of one package. */
export function sitesIn(project: Project, home: string): readonly FaultSite[] {
  return project.sites.filter(({ location }) => project.packageOf(location.file) === home);
}

/**
 * Where each program that serves requests or takes jobs begins to do so: the services, those with the most routes
 * first, then the workers.
 */
export function programsOf(project: Project): readonly FaultSite[] {
  const services = servicesOf(project).toSorted((a, b) => b.routes.length - a.routes.length);
  const homes = new Set(services.map(({ home }) => home));
  const workers = new Map<string, FaultSite>();
  for (const site of project.sites) {
    const home = project.packageOf(site.location.file);
    if (site.kind === "consumer" && !homes.has(home) && !workers.has(home)) workers.set(home, site);
  }
  return [...services.map(({ entry }) => entry), ...workers.values()];
}
