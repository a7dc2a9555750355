import type { FaultSite } from "@faultline/contract";
import type { Project } from "../project-check.js";

/** The services of a project: per package folder, the places where a server with routes begins to listen. */
export function packagesWithServers(
  project: Project,
): readonly (readonly [FaultSite, ...FaultSite[]])[] {
  const services = new Map<string, [FaultSite, ...FaultSite[]]>();
  const routed = new Set(
    project.sites
      .filter((site) => site.kind === "route" || site.kind === "health-route")
      .map((site) => project.packageOf(site.location.file)),
  );
  for (const site of project.sites) {
    const home = project.packageOf(site.location.file);
    if (site.kind !== "server" || !routed.has(home)) continue;
    const service = services.get(home);
    if (service) service.push(site);
    else services.set(home, [site]);
  }
  return [...services.values()];
}
