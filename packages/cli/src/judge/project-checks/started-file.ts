import { posix } from "node:path";
import type { Project } from "../project-check.js";

/**
 * The source of the script that a command starts with Node: `node dist/main.js` starts `src/main.ts`. `from` is the
 * folder of the file that says so. Undefined where no source, or more than one, can be meant.
 */
export function startedFile(project: Project, command: string, from: string): string | undefined {
  const script = /(?:^|[\s/])node(?:js)?\s+(?:-\S+\s+)*([^\s-]\S*)/.exec(command)?.[1];
  if (script === undefined || /["'$*]/.test(script)) return undefined;
  const files = new Set(project.files);
  for (const path of pathsOf(script)) {
    const found = new Set(
      [from, "."].flatMap((folder) =>
        sourcesOf(posix.join(folder, path)).filter((file) => files.has(file)),
      ),
    );
    const [only, ...others] = found;
    if (only !== undefined) return others.length === 0 ? only : undefined;
  }
  return undefined;
}

/** The script's path, and below each of its folders: where an image puts the project only its Dockerfile says. */
function pathsOf(script: string): readonly string[] {
  const parts = posix
    .normalize(script)
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  return parts.map((_, index) => parts.slice(index).join("/"));
}

const BUILT = /(^|\/)(?:dist|build|lib|out)\//;

function sourcesOf(path: string): readonly string[] {
  const places = BUILT.test(path)
    ? [path.replace(BUILT, "$1src/"), path.replace(BUILT, "$1"), path]
    : [path];
  return places.flatMap((place) => {
    const stem = place.replace(/\.[cm]?js$/, "");
    const endings = ["ts", "mts", "cts", "js", "mjs", "cjs"];
    return endings.flatMap((ending) => [`${stem}.${ending}`, `${stem}/index.${ending}`]);
  });
}
