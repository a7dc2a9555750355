import type { FaultSite } from "@faultline/contract";
import { projectOf as collectedProject } from "../../src/collect/project.js";
import type { Project } from "../../src/judge/project-check.js";
import { packageRootOf } from "../../src/package-roots.js";
import { project, type Tree } from "./project.js";

/** A project of these sites; `dependencies` are those of each package folder, which makes it one, `text` all of its code. */
export function projectOf(
  sites: readonly FaultSite[],
  dependencies: Readonly<Record<string, readonly string[]>> = {},
  text = "",
): Project {
  const packageOf = (file: string): string => packageRootOf(file, Object.keys(dependencies));
  const dependenciesOf = (file: string): ReadonlySet<string> =>
    new Set(dependencies[packageOf(file)]);
  return {
    sites,
    files: sites.map(({ location }) => location.file),
    packageOf,
    textOf: () => text,
    loadedBy: (file) => new Set([file]),
    dependenciesOf,
    reachableDependenciesOf: dependenciesOf,
    isPublished: () => false,
    mentions: (pattern) => pattern.test(text),
    configures: () => false,
  };
}

/** A project of these sites whose files are on disk, until the test is over. */
export function projectOn(sites: readonly FaultSite[], tree: Tree): Project {
  return collectedProject(project(tree), { sites, files: Object.keys(tree).toSorted() });
}
