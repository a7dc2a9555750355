import type { FaultSite } from "@faultline/contract";
import type { Project } from "../../src/judge/project-check.js";
import { packageRootOf } from "../../src/package-roots.js";

/** A project of these sites; `dependencies` are those of each package folder, which makes it one, `text` all of its code. */
export function projectOf(
  sites: readonly FaultSite[],
  dependencies: Readonly<Record<string, readonly string[]>> = {},
  text = "",
): Project {
  const packageOf = (file: string): string => packageRootOf(file, Object.keys(dependencies));
  return {
    sites,
    files: sites.map(({ location }) => location.file),
    packageOf,
    dependenciesOf: (file) => new Set(dependencies[packageOf(file)]),
    mentions: (pattern) => pattern.test(text),
  };
}
