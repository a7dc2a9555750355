import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
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

/** Reads the evidence files the user named, or the one the reporter leaves; none is an empty list. */
export function collectEvidence(root: string, files: readonly string[]): readonly CollectedEvidence[] {
  if (files.length > 0) return files.map((file) => read(resolve(root, file), file));
  const path = join(root, EVIDENCE_FILE);
  return existsSync(path) ? [read(path, EVIDENCE_FILE)] : [];
}

function read(path: string, source: string): CollectedEvidence {
  const remedy = `Make it again with \`${EVIDENCE_COMMAND}\`.`;
  const parsed = parseEvidence(readJson(path, "a test run's evidence", remedy));
  if (!parsed.ok) throw new FaultlineError(`${source} is not evidence of a test run: ${parsed.reason}.`, remedy);
  return { source, evidence: parsed.value };
}
