import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./run-step.mjs";

/**
 * Runs Vitest in a folder and counts its tests.
 * @param {string} root repository root
 * @param {{ folder?: string, env?: Record<string, string> }} [options] folder relative to the root
 */
export async function runVitest(root, { folder = ".", env } = {}) {
  const cache = join(root, "node_modules/.cache/faultline");
  const name = folder === "." ? "packages" : folder.replaceAll("/", "-");
  const report = join(cache, `vitest-${name}.json`);
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const result = await runNode([vitest, "run", ...reporters], { cwd: join(root, folder), env });
  const totals = readTotals(report);
  return { ...result, totals, note: `${totals.passed} passed, ${totals.failed} failed` };
}

function readTotals(report) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    // Vitest stopped before it could report; its exit code says so.
    return { passed: 0, failed: 0 };
  }
}
