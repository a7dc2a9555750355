import { join } from "node:path";
import type { Finding, Verdict } from "@faultline/contract";
import { TEST_CHECKS } from "@faultline/test-reporter/checks";
import {
  BASELINE_FILE,
  formatBaseline,
  type Baseline,
  type BaselineEntry,
} from "../collect/baseline.js";
import { FaultlineError } from "../errors.js";
import { isOfTheRun } from "../join/change-status.js";
import { matchBaseline } from "../join/baseline-status.js";
import type { ReviewOptions } from "../options.js";
import type { Collected } from "../review/collect.js";
import { replaceFile } from "./deliver.js";

/** A baseline speaks of the whole project, so that a part of it can't say what is mended. */
export function checkBaselineOptions(options: ReviewOptions): void {
  const { updateBaseline, acceptNew, base, paths, lint } = options;
  if (acceptNew && !updateBaseline)
    throw new FaultlineError("--accept-new changes nothing by itself.", "Add --update-baseline.");
  if (updateBaseline && (base !== undefined || paths.length > 0 || lint.length > 0)) {
    throw new FaultlineError(
      "--update-baseline needs a review of the whole project.",
      "Leave out --base, --lint and the paths.",
    );
  }
}

/**
 * Writes the baseline anew and gives the line that says what became of it. What is mended leaves; what is new enters a baseline
 * that is made for the first time, and later only where the user asks for it.
 */
export function updateBaseline(
  verdict: Verdict,
  { baseline, evidence, request: { root } }: Collected,
  { acceptNew }: Pick<ReviewOptions, "acceptNew">,
): string {
  const [obstacle] = verdict.obstacles.filter(
    () => evidence !== undefined || verdict.gates.some(isLintFailure),
  );
  if (obstacle) {
    throw new FaultlineError(
      `${BASELINE_FILE} stays as it is, because not everything could be judged: ${obstacle.message}`,
      obstacle.remedy,
    );
  }
  const found = verdict.findings.filter(
    (finding) => finding.status !== "suppressed" && !isOfTheRun(finding),
  );
  const { accepted, gone } = matchBaseline(found, baseline ?? []);
  // Without evidence nothing is known of what tests prove: those entries wait for the next run.
  const kept = evidence ? [] : gone.filter(({ check }) => OF_TESTS.has(check));
  const takesNew = acceptNew || baseline === undefined;
  const entering = takesNew ? found.filter((finding) => !accepted.has(finding)) : [];
  const entries: Baseline = [...[...accepted, ...entering].map(toEntry), ...kept];
  replaceFile(join(root, BASELINE_FILE), BASELINE_FILE, formatBaseline(entries));
  return `${BASELINE_FILE}: ${String(entries.length)} accepted, ${String(gone.length - kept.length)} gone, ${String(entering.length)} new.\n`;
}

function isLintFailure({ name, status }: Verdict["gates"][number]): boolean {
  return name === "lint" && status === "failed";
}

const OF_TESTS: ReadonlySet<string> = new Set([
  ...TEST_CHECKS.map(({ id }) => id),
  "low-coverage",
  "required-evidence",
]);

function toEntry({ fingerprint, check, location: { file } }: Finding): BaselineEntry {
  return { fingerprint, check, file };
}
