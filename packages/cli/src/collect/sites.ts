import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { analyseSource, isManifest, isShippedSource, listFiles } from "@faultline/analysis";
import type { FaultSite } from "@faultline/contract";

/** A file that could not be read as its name says. */
export interface Unreadable {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Everything the analysis states of a project. */
export interface CollectedSites {
  /** Every file of the project, relative, sorted. */
  readonly files: readonly string[];
  readonly sites: readonly FaultSite[];
  readonly unreadable: readonly Unreadable[];
  /** SHA-256 of each source file that was read, by file. */
  readonly digests: ReadonlyMap<string, string>;
}

/** Reads and analyses the shipped sources and manifests below `root`. */
export function collectSites(root: string): CollectedSites {
  const files = listFiles(root);
  const sites: FaultSite[] = [];
  const unreadable: Unreadable[] = [];
  const digests = new Map<string, string>();
  for (const file of files) {
    if (!isShippedSource(file) && !isManifest(file)) continue;
    const path = join(root, file);
    const text = readIfThere(path);
    if (text === undefined) continue;
    digests.set(file, createHash("sha256").update(text).digest("hex"));
    const analysis = analyseSource(file, text, path);
    if (analysis.ok) sites.push(...analysis.sites);
    else unreadable.push({ file, line: analysis.problem.line, message: analysis.problem.message });
  }
  return { files, sites, unreadable, digests };
}

/** A file that git lists may have been deleted, or be a link to nowhere. */
function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}
