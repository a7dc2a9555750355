import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Evidence } from "@faultline/contract";

/**
 * Writes evidence to `name`, relative to the project's root. A reader sees the old file or the new
 * one, never a half: the text is written beside it and renamed. Throws one error that names the file
 * and the cause.
 */
export async function writeEvidence(root: string, name: string, evidence: Evidence): Promise<void> {
  const file = join(root, name);
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(unfinished, `${JSON.stringify(evidence)}\n`);
    await rename(unfinished, file);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`${name} was not written: ${reason}`, { cause });
  }
}
