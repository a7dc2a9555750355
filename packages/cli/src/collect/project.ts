import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../judge/project-check.js";
import { packageRootOf, packageRootsOf } from "../package-roots.js";
import { packageDependencies } from "./package-dependencies.js";
import type { CollectedSites } from "./sites.js";

/** The project at `root` as its checks see it; each `package.json` is read when first asked for. */
export function projectOf(root: string, { sites, files }: CollectedSites): Project {
  const packageRoots = packageRootsOf(files);
  const dependencies = new Map<string, ReadonlySet<string>>();
  const homes = new Map<string, string>();
  // Every check asks for every site's package, and a monorepo has many of both.
  const packageOf = (file: string): string => {
    const known = homes.get(file) ?? packageRootOf(file, packageRoots);
    homes.set(file, known);
    return known;
  };
  return {
    sites,
    files,
    packageOf,
    dependenciesOf(file) {
      const home = packageOf(file);
      const known = dependencies.get(home) ?? packageDependencies(join(root, home, "package.json"));
      dependencies.set(home, known);
      return known;
    },
    mentions: (pattern) =>
      files.some((file) => isCode(file) && pattern.test(textOf(join(root, file)))),
  };
}

function isCode(file: string): boolean {
  return (
    /\.[cm]?[jt]sx?$|(?:^|\/)bin\/[^/.]+$/.test(file) &&
    !/(?:^|[/._-])(?:tests?|spec)[/._-]/.test(file)
  );
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Listed by git and deleted since: it does nothing any more.
    return "";
  }
}
