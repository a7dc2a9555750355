import type { FaultKind, FaultSite } from "@faultline/contract";
import type { Project } from "../project-check.js";

/** The services of a project: per package folder, the places where a server with routes begins to listen. */
export function packagesWithServers(
  project: Project,
): readonly (readonly [FaultSite, ...FaultSite[]])[] {
  const services = new Map<string, [FaultSite, ...FaultSite[]]>();
  const routed = packagesWith(project, "route", "health-route");
  for (const site of project.sites) {
    const home = project.packageOf(site.location.file);
    if (site.kind !== "server" || !routed.has(home)) continue;
    const service = services.get(home);
    if (service) service.push(site);
    else services.set(home, [site]);
  }
  return [...services.values()];
}

/** The package folders that have a site of one of these kinds. */
export function packagesWith(
  project: Project,
  ...kinds: readonly FaultKind[]
): ReadonlySet<string> {
  const sites = project.sites.filter(({ kind }) => kinds.includes(kind));
  return new Set(sites.map(({ location }) => project.packageOf(location.file)));
}
