import { readFile } from "node:fs/promises";
import { relative, resolve, sep } from "node:path";
import type { SourceMapInput } from "@jridgewell/trace-mapping";
import type { TestProject } from "vitest/node";
import type { LoadedSource } from "./loaded-source.js";
import type { ObservedTest } from "./test-run.js";

/**
 * The project's files as the workers executed them: those Vite transformed, and those that Node
 * loaded itself. Vite has the results at hand, so nothing is transformed again.
 */
export async function loadedSources(
  root: string,
  projects: readonly TestProject[],
  tests: readonly ObservedTest[],
): Promise<readonly LoadedSource[]> {
  const sources = new Map<string, LoadedSource>();
  for (const { file, code, map } of projects.flatMap(transformedFiles)) {
    const name = relativeName(root, file);
    if (name !== undefined && !sources.has(name)) sources.set(name, { file: name, code, map });
  }
  for (const file of filesLoadedByNode(tests)) {
    const name = relativeName(root, file);
    if (name === undefined) continue;
    sources.set(name, { file: name, code: await readFile(file, "utf8"), map: undefined });
  }
  return [...sources.values()];
}

interface TransformedFile {
  readonly file: string;
  readonly code: string;
  readonly map: SourceMapInput | undefined;
}

function transformedFiles(project: TestProject): readonly TransformedFile[] {
  return Object.values(project.vite.environments).flatMap(({ moduleGraph }) =>
    [...moduleGraph.idToModuleMap.values()].flatMap(
      ({ file, transformResult }): TransformedFile[] => {
        if (file === null || transformResult === null) return [];
        const { code, map } = transformResult;
        if (map === null || !("version" in map)) return [{ file, code, map: undefined }];
        const { mappings, names, sources } = map;
        return [{ file, code, map: { version: 3, mappings, names, sources } }];
      },
    ),
  );
}

/** Node runs a file as it is, so its code begins where the script begins. */
function filesLoadedByNode(tests: readonly ObservedTest[]): ReadonlySet<string> {
  const scripts = tests.flatMap(({ observation }) => observation?.executed ?? []);
  return new Set(scripts.filter(({ startOffset }) => startOffset === 0).map(({ file }) => file));
}

function relativeName(root: string, file: string): string | undefined {
  const name = relative(root, resolve(file)).replaceAll(sep, "/");
  return name.startsWith("../") || name.includes("node_modules/") ? undefined : name;
}
