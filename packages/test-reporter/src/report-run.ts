import { join } from "node:path";
import { readFileSync } from "node:fs";
import { listSourceFiles, projectFor } from "@faultline/analysis";
import { parseEvidence, parseSettings, type Evidence, type FaultSite } from "@faultline/contract";
import { judgeTests } from "./checks/index.js";
import { analyseSources } from "./evidence/analyse-sources.js";
import { buildEvidenceFromSites } from "./evidence/build-evidence.js";
import type { SourceFile } from "./evidence/source-file.js";
import { EVIDENCE_FILE, evidenceFile } from "./evidence/evidence-file.js";
import { repositoryFolder } from "./evidence/repository-folder.js";
import { writeEvidence } from "./evidence/write-evidence.js";
import { summarise } from "./summary.js";
import type { TestRun } from "./test-run.js";

/**
 * Builds the evidence of a finished run of the project at `root`, writes it, judges it, and returns
 * the section to print. A source that can't be read or evidence that can't be written is said there.
 */
export async function reportRun(
  run: TestRun,
  root: string,
  settings: unknown = {},
): Promise<string> {
  const parsed = parseSettings(settings, "settings");
  if (!parsed.ok) throw new Error(parsed.reason);
  const { sources, unreadable } = readSources(root);
  const { sites, problems } = analyseSources(sources, projectFor(root, parsed.value));
  const incomplete = [...run.incomplete, ...unreadable, ...problems, ...blindness(run, sites)];
  const evidence = buildEvidenceFromSites(
    { ...run, incomplete },
    sites,
    sources,
    repositoryFolder(root),
  );
  const kept = run.isSelection && run.shard === undefined && hasWholeEvidence(root);
  const file = evidenceFile(run.shard);
  const notWritten = kept ? WHOLE_RUN_KEPT : await write(root, file, evidence);
  return summarise(evidence, judgeTests({ sites, evidence }), notWritten ?? `Evidence: ${file}`);
}

/** What tests prove can't be told when nothing is known of what they ran, as when reports are merged. */
function blindness({ execution, tests }: TestRun, sites: readonly FaultSite[]): readonly string[] {
  const isBlind =
    tests.length > 0 &&
    sites.length > 0 &&
    sites.every(({ location, extent }) => execution.hasRun(location.file, extent) === undefined);
  return isBlind ? ["nothing is known of which source code the tests ran"] : [];
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

const WHOLE_RUN_KEPT = `A part of the suite: ${EVIDENCE_FILE} still holds the last whole run`;

/** Running one test again must not cost a reviewer the evidence of all of them. */
function hasWholeEvidence(root: string): boolean {
  try {
    const known = parseEvidence(JSON.parse(readFileSync(join(root, EVIDENCE_FILE), "utf8")));
    return known.ok && known.value.complete;
  } catch {
    // None there, or none that can be read: nothing is lost by writing.
    return false;
  }
}

/** Why the evidence is not on disk; undefined when it is. */
async function write(root: string, file: string, evidence: Evidence): Promise<string | undefined> {
  try {
    await writeEvidence(root, file, evidence);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
