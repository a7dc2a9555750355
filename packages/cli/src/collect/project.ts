import { join, relative, sep } from "node:path";
import { importedFiles } from "@faultline/analysis";
import type { Project } from "../judge/project-check.js";
import { packageRootOf, packageRootsOf } from "../package-roots.js";
import { readManifest, type Manifest } from "./manifest.js";
import type { CollectedSites } from "./sites.js";
import { textOfFile } from "./text-of-file.js";

/** The project at `root` as its checks see it; each file is read when first asked for. */
export function projectOf(
  root: string,
  { sites, files }: Pick<CollectedSites, "sites" | "files">,
): Project {
  const packageRoots = packageRootsOf(files);
  // Every check asks for every site's package, and a monorepo has many of both.
  const packageOf = remembered((file) => packageRootOf(file, packageRoots));
  const textOf = remembered((file) => readText(join(root, file)));
  const manifestOf = remembered((home) => readManifest(readText(join(root, home, "package.json"))));
  const reachOf = remembered((home) => reach(home, packageRoots, manifestOf));
  const code = files.filter(isCode);
  const configuration = files.filter(isConfiguration);
  return {
    sites,
    files,
    packageOf,
    textOf,
    loadedBy: (file) => loadedBy(root, file, textOf),
    dependenciesOf: (file) => manifestOf(packageOf(file)).dependencies,
    reachableDependenciesOf: (file) => reachOf(packageOf(file)),
    isPublished: (file) => manifestOf(packageOf(file)).isPublished,
    mentions: (pattern) => code.some((file) => pattern.test(textOf(file))),
    configures: (pattern) => configuration.some((file) => pattern.test(textOf(file))),
  };
}

function loadedBy(
  root: string,
  start: string,
  textOf: (file: string) => string,
): ReadonlySet<string> | undefined {
  const loaded = new Set<string>();
  const pending = [start];
  for (let file = pending.pop(); file !== undefined; file = pending.pop()) {
    if (loaded.has(file)) continue;
    loaded.add(file);
    const { files, isComplete } = importedFiles(join(root, file), textOf(file));
    if (!isComplete) return undefined;
    pending.push(...files.map((path) => relative(root, path).split(sep).join("/")));
  }
  return loaded;
}

/** What a package and those of the workspace that it leads to depend on, with what the root has for all. */
function reach(
  home: string,
  packageRoots: readonly string[],
  manifestOf: (home: string) => Manifest,
): ReadonlySet<string> {
  const homes = new Map(packageRoots.map((folder) => [manifestOf(folder).name, folder]));
  const names = new Set<string>();
  const seen = new Set<string>();
  const pending = [home, "."];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const name of manifestOf(next).allDependencies) {
      names.add(name);
      const folder = homes.get(name);
      if (folder !== undefined) pending.push(folder);
    }
  }
  return names;
}

function remembered<Value>(read: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    const value = known.get(key) ?? read(key);
    known.set(key, value);
    return value;
  };
}

function isCode(file: string): boolean {
  return (
    /\.[cm]?[jt]sx?$|(?:^|\/)bin\/[^/.]+$/.test(file) &&
    !/(?:^|[/._-])(?:tests?|spec)[/._-]/.test(file)
  );
}

/** What builds, starts or surrounds a service. Lock files name what nobody may use. */
function isConfiguration(file: string): boolean {
  const isKnown =
    /\.(?:ya?ml|toml|tf|tfvars|hcl|conf|cfg|ini|sh|properties|bicep|tpl|tmpl|template|gradle)$|(?:^|\/)(?:[^/]*Dockerfile[^/]*|\.env[^/]*|[^/]*\.env|Caddyfile|Procfile|Makefile|Jenkinsfile|nginx[^/]*|package\.json|vercel\.json|app\.json|cdk\.json|[^/]*task-?def[^/]*\.json|ecosystem\.config\.[cm]?js)$/i;
  return isKnown.test(file) && !/(?:^|[/.-])lock\b|(?:^|\/)node_modules\//.test(file);
}

const MAX_CHARACTERS = 1 << 21;

function readText(path: string): string {
  const text = textOfFile(path) ?? "";
  // Bundles and data say nothing of the service.
  return text.length > MAX_CHARACTERS ? "" : text;
}
