import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fixturePath, outputOf } from "./run-fixture.js";

const require = createRequire(import.meta.url);

/** The command line of a runner of this workspace. */
export const RUNNERS = {
  jest: join(dirname(require.resolve("jest/package.json")), "bin/jest.js"),
  vitest: join(dirname(require.resolve("vitest/package.json")), "vitest.mjs"),
} as const;

/**
 * Runs a fixture whose configuration names a recording reporter, and gives what the reporter made
 * of the run as sorted lines; undefined where it gave no verdict.
 */
export async function recordRun(
  fixture: string,
  runner: keyof typeof RUNNERS,
  parameters: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "faultline-record-"));
  const file = join(folder, "run.txt");
  const output = await outputOf(fixturePath(fixture), [RUNNERS[runner], ...parameters], {
    ...env,
    RECORD_TO: file,
  });
  try {
    return readFileSync(file, "utf8");
  } catch {
    if (output.includes("Faultline")) throw new Error(output);
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
