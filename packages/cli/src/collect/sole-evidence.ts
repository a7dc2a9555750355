import { FaultlineError } from "../errors.js";
import type { CollectedEvidence } from "./evidence.js";

/** The evidence of one run. Parts of several runs are refused until they can be merged without guessing. */
export function soleEvidence(parts: readonly CollectedEvidence[]): CollectedEvidence | undefined {
  const [first, ...others] = parts;
  if (others.length > 0) {
    throw new FaultlineError(
      `${String(parts.length)} evidence files were given.`,
      "Give the evidence of one whole run; merging parts is not supported yet.",
    );
  }
  return first;
}

