import { existsSync } from "node:fs";
import { join } from "node:path";
import { FaultlineError } from "../errors.js";
import { isRecord } from "../is-record.js";
import { readJson } from "./read-json.js";

/** Where a project keeps the debt that it has accepted. */
export const BASELINE_FILE = "faultline-baseline.json";

/** One accepted finding. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly check: string;
  readonly file: string;
}

export type Baseline = readonly BaselineEntry[];

const REMEDY =
  "Take it back from git, or make it anew: delete it and run `faultline review --update-baseline`.";
const MARK = "-- ";

/** The baseline of the project at `root`; undefined where it has none. */
export function readBaseline(root: string): Baseline | undefined {
  if (!existsSync(join(root, BASELINE_FILE))) return undefined;
  const content = readJson(root, BASELINE_FILE, { content: "accepted findings", remedy: REMEDY });
  const findings =
    isRecord(content) && content["schemaVersion"] === 1 ? content["findings"] : undefined;
  if (!Array.isArray(findings)) return refuse("it has no list of findings");
  return findings.flatMap((line: unknown) => {
    if (typeof line === "string" && line.startsWith(MARK)) return [];
    return [parseEntry(line)];
  });
}

function parseEntry(line: unknown): BaselineEntry {
  const [, fingerprint, check, file] = /^([0-9a-f]{14}) (\S+) (.+)$/.exec(String(line)) ?? [];
  if (typeof line !== "string" || !fingerprint || !check || !file)
    return refuse("an entry is not `fingerprint check file`");
  return { fingerprint, check, file };
}

function refuse(reason: string): never {
  throw new FaultlineError(`${BASELINE_FILE} can't be used: ${reason}.`, REMEDY);
}

const BUCKETS = Array.from({ length: 256 }, (_, index) => index.toString(16).padStart(2, "0"));

/**
 * The text of a baseline: one line an entry, each after the line of its bucket, which is always there. Git then finds a
 * line between two entries that it knows from both sides, and merges branches that each add or take out some.
 */
export function formatBaseline(entries: Baseline): string {
  const byBucket = new Map<string, string[]>(BUCKETS.map((bucket) => [bucket, []]));
  for (const { fingerprint, check, file } of entries)
    byBucket.get(fingerprint.slice(-2))?.push(`${fingerprint} ${check} ${file}`);
  const lines = BUCKETS.flatMap((bucket) => [
    `${MARK}${bucket}`,
    ...new Set((byBucket.get(bucket) ?? []).toSorted()),
  ]);
  const list = [...lines, `${MARK}end`].map((line) => `    ${JSON.stringify(line)}`).join(",\n");
  return `{\n  "schemaVersion": 1,\n  "findings": [\n${list}\n  ]\n}\n`;
}
