import { join } from "node:path";
import { readFileSync } from "node:fs";
import { listSourceFiles } from "@faultline/analysis";
import type { Evidence } from "@faultline/contract";
import { judgeTests } from "./checks/index.js";
import { analyseSources } from "./evidence/analyse-sources.js";
import { buildEvidenceFromSites } from "./evidence/build-evidence.js";
import type { SourceFile } from "./evidence/source-file.js";
import { writeEvidence } from "./evidence/write-evidence.js";
import { summarise } from "./summary.js";
import type { TestRun } from "./test-run.js";

/**
 * Builds the evidence of a finished run of the project at `root`, writes it, judges it, and returns
 * the section to print. A source that can't be read or evidence that can't be written is said there.
 */
export async function reportRun(run: TestRun, root: string): Promise<string> {
  const { sources, unreadable } = readSources(root);
  const { sites, problems } = analyseSources(sources);
  const incomplete = [...run.incomplete, ...unreadable, ...problems];
  const evidence = buildEvidenceFromSites({ ...run, incomplete }, sites, sources);
  return summarise(evidence, judgeTests({ sites, evidence }), await write(root, evidence));
}

interface ReadSources {
  readonly sources: readonly SourceFile[];
  /** One line for each file that could not be read. */
  readonly unreadable: readonly string[];
}

function readSources(root: string): ReadSources {
  const results = listSourceFiles(root).map((file) => readSource(root, file));
  return {
    sources: results.flatMap(({ source }) => source ?? []),
    unreadable: results.flatMap(({ problem }) => problem ?? []),
  };
}

function readSource(
  root: string,
  file: string,
): { readonly source?: SourceFile; readonly problem?: string } {
  const path = join(root, file);
  try {
    return { source: { file, text: readFileSync(path, "utf8"), path } };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    // Git still lists a file that was deleted and not committed.
    return code === "ENOENT" ? {} : { problem: `${file} could not be read: ${code}` };
  }
}

/** Why the evidence is not on disk; undefined when it is. */
async function write(root: string, evidence: Evidence): Promise<string | undefined> {
  try {
    await writeEvidence(root, evidence);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
