import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseEvidence, type Evidence } from "@faultline/contract";
import { FaultlineError } from "../errors.js";
import { EVIDENCE_COMMAND } from "../evidence-command.js";
import { readJson } from "./read-json.js";

/** Where the reporter leaves it, relative to the project root. */
export const EVIDENCE_FILE = ".faultline/evidence.json";

export interface CollectedEvidence {
  readonly source: string;
  readonly evidence: Evidence;
}

/**
 * Reads the evidence file the user named, or the one the reporter leaves; undefined when there is
 * none. Evidence of several runs is refused until it can be merged without guessing.
 */
export function collectEvidence(
  root: string,
  files: readonly string[],
): CollectedEvidence | undefined {
  const [file, ...others] = files;
  if (others.length > 0) {
    throw new FaultlineError(
      `${String(files.length)} evidence files were given.`,
      "Give the evidence of one whole run; merging parts is not supported yet.",
    );
  }
  if (file !== undefined) return read(root, file);
  return existsSync(join(root, EVIDENCE_FILE)) ? read(root, EVIDENCE_FILE) : undefined;
}

function read(root: string, file: string): CollectedEvidence {
  const remedy = `Make it again with \`${EVIDENCE_COMMAND}\`.`;
  const parsed = parseEvidence(readJson(root, file, { content: "a test run's evidence", remedy }));
  if (parsed.ok) return { source: file, evidence: parsed.value };
  throw new FaultlineError(`${file} is not evidence of a test run: ${parsed.reason}.`, remedy);
}
