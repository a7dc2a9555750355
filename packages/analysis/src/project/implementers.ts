import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { noteMention } from "./noted-inputs.js";
import { nearestManifest } from "./package-facts.js";
import { listSourceFiles } from "./source-files.js";
import { workspaceRoot } from "./workspace-packages.js";

/** How long the list of a project holds, so that an editor learns of a new class within half a minute. */
const FRESH_MS = 30_000;

interface Implementers {
  readonly until: number;
  /** Absolute paths by the name after `implements`. */
  readonly byName: ReadonlyMap<string, readonly string[]>;
}

const known = new Map<string, Implementers>();

/** The shipped sources, by absolute path, with a class that names an interface after `implements`. */
export function filesImplementing(path: string, name: string): readonly string[] {
  const nearest = nearestManifest(path);
  const root = workspaceRoot(path) ?? (nearest && dirname(nearest.manifest));
  if (root === undefined) return [];
  noteMention(root, new RegExp(String.raw`\bimplements\b[^{]*\b${name}\b`));
  return implementersBelow(root).get(name) ?? [];
}

function implementersBelow(root: string): Implementers["byName"] {
  const current = known.get(root);
  if (current && current.until > Date.now()) return current.byName;
  const byName = new Map<string, string[]>();
  for (const file of listSourceFiles(root)) {
    if (!/\.[cm]?tsx?$/.test(file)) continue;
    const path = join(root, file);
    for (const name of namesImplemented(path)) {
      byName.set(name, [...(byName.get(name) ?? []), path]);
    }
  }
  known.set(root, { until: Date.now() + FRESH_MS, byName });
  return byName;
}

function namesImplemented(path: string): ReadonlySet<string> {
  const clauses = textOf(path).matchAll(/\bimplements\s+([^{]+)\{/g);
  return new Set([...clauses].flatMap(([, list = ""]) => list.match(/[\w$]+/g) ?? []));
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // Listed by git and deleted since: no class is there any more.
    return "";
  }
}
