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

/**
 * The services of a project. A server that only answers probes is a worker's, and a package that is published without
 * an image to run it in is somebody's tool.
 */
export function servicesOf(project: Project): readonly Service[] {
  const hasImage = project.files.some((file) => /(?:^|\/|\.)Dockerfile[^/]*$/i.test(file));
  return packagesWithServers(project).flatMap(([first, ...others]): readonly Service[] => {
    // Sockets are served beside the routes.
    const entry = [first, ...others].find(({ library }) => library !== "ws") ?? first;
    const { file } = entry.location;
    const home = project.packageOf(file);
    const routes = sitesIn(project, home).filter(({ kind }) => kind === "route");
    const isTool = project.isPublished(file) && !hasImage;
    return routes.length === 0 || isTool ? [] : [{ home, entry, routes }];
  });
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
