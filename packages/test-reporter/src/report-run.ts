import { join } from "node:path";
import { readFileSync } from "node:fs";
import { parseEvidence, type Evidence, type FaultSite } from "@faultline/contract";
import { judgeTests } from "./checks/index.js";
import { buildEvidenceFromSites } from "./evidence/build-evidence.js";
import { EVIDENCE_FILE, evidenceFile } from "./evidence/evidence-file.js";
import { repositoryFolder } from "./evidence/repository-folder.js";
import { writeEvidence } from "./evidence/write-evidence.js";
import type { ProjectSources } from "./project-sources.js";
import { summarise } from "./summary.js";
import type { TestRun } from "./test-run.js";

/**
 * Builds the evidence of a finished run of the project at `root`, writes it, judges it, and returns
 * the section to print. A source that can't be read or evidence that can't be written is said there.
 */
export async function reportRun(
  run: TestRun,
  root: string,
  project: ProjectSources,
): Promise<string> {
  const { sources, sites, problems } = project.read();
  const incomplete = [...run.incomplete, ...problems, ...blindness(run, sites)];
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
    sites.every((site) => execution.hasRun(site) === undefined);
  return isBlind ? ["nothing is known of which source code the tests ran"] : [];
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
