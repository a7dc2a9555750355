import type { Shard } from "@faultline/contract";

/** The evidence of a whole run, relative to the project root. */
export const EVIDENCE_FILE = ".faultline/evidence.json";

/** Where the evidence of a run, or of one shard of it, is left, relative to the project root. */
export function evidenceFile(shard: Shard | undefined): string {
  if (shard === undefined) return EVIDENCE_FILE;
  return `.faultline/evidence-${String(shard.index)}-of-${String(shard.count)}.json`;
}
