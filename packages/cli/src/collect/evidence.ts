import { existsSync, readdirSync } from "node:fs";
import { join, posix } from "node:path";
import { parseEvidence, type Evidence } from "@faultline/contract";
import {
  EVIDENCE_FILE,
  mergeEvidence,
  rebaseEvidence,
  repositoryFolder,
} from "@faultline/test-reporter/evidence";
import { FaultlineError } from "../errors.js";
import { EVIDENCE_COMMAND } from "../evidence-command.js";
import { readJson } from "./read-json.js";

export interface CollectedEvidence {
  /** The file that was read; several are listed. */
  readonly source: string;
  readonly evidence: Evidence;
}

/**
 * Reads the evidence files the user named, or those that the reporter left in the project or in its
 * packages, and merges them; undefined when there is none. Paths in it are relative to `root`.
 */
export function collectEvidence(
  root: string,
  files: readonly string[],
  packageRoots: readonly string[],
): CollectedEvidence | undefined {
  const found = files.length > 0 ? files : leftIn(root, packageRoots);
  const here = repositoryFolder(root);
  const [first, ...others] = found.map((file) => rebaseEvidence(read(root, file), here));
  if (first === undefined) return undefined;
  return { source: found.join(", "), evidence: mergeEvidence(first, ...others) };
}

/** Evidence of the whole project goes before that of its packages, and a whole run before its shards. */
function leftIn(root: string, packageRoots: readonly string[]): readonly string[] {
  const own = leftInFolder(root, ".");
  return own.length > 0 ? own : packageRoots.flatMap((folder) => leftInFolder(root, folder));
}

const SHARD = /^evidence-\d+-of-\d+\.json$/;

function leftInFolder(root: string, folder: string): readonly string[] {
  const whole = posix.join(folder, EVIDENCE_FILE);
  if (existsSync(join(root, whole))) return [whole];
  const left = posix.dirname(whole);
  if (!existsSync(join(root, left))) return [];
  return readdirSync(join(root, left))
    .filter((name) => SHARD.test(name))
    .toSorted()
    .map((name) => posix.join(left, name));
}

function read(root: string, file: string): Evidence {
  const remedy = `Make it again with \`${EVIDENCE_COMMAND}\`.`;
  const parsed = parseEvidence(readJson(root, file, { content: "a test run's evidence", remedy }));
  if (parsed.ok) return parsed.value;
  throw new FaultlineError(`${file} is not evidence of a test run: ${parsed.reason}.`, remedy);
}
