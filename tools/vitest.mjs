import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "./run-step.mjs";

/**
 * Runs Vitest in a folder and counts its tests.
 * @param {string} root repository root
 * @param {{ folder?: string, config?: string, env?: Record<string, string> }} [options] folder relative to
 *   the root, config to the folder
 */
export async function runVitest(root, { folder = ".", config, env } = {}) {
  const cache = join(root, "node_modules/.cache/faultline");
  const name = folder === "." ? "packages" : folder.replaceAll("/", "-");
  const report = join(cache, `vitest-${name}.json`);
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const configured = config === undefined ? [] : [`--config=${config}`];
  const result = await runNode([vitest, "run", ...configured, ...reporters], {
    cwd: join(root, folder),
    env,
  });
  const totals = readTotals(report);
  const skipped = totals.skipped > 0 ? `, ${totals.skipped} skipped` : "";
  return { ...result, totals, note: `${totals.passed} passed, ${totals.failed} failed${skipped}` };
}

function readTotals(report) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  } catch {
    // Vitest stopped before it could report; its exit code says so.
    return { passed: 0, failed: 0, skipped: 0 };
  }
}
