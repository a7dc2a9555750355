import { createHash } from "node:crypto";
import type { SourceDigest } from "@faultline/contract";
import { compareText } from "./ordering.js";
import type { SourceFile } from "./source-file.js";

/** Which version of each source file the evidence speaks of. */
export function sourceDigests(sources: readonly SourceFile[]): readonly SourceDigest[] {
  return sources
    .map(({ file, text }) => ({ file, digest: createHash("sha256").update(text).digest("hex") }))
    .toSorted((a, b) => compareText(a.file, b.file));
}
