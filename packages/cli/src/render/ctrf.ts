import type { Renderer } from "./renderer.js";
import { reviewCases, type ReviewCase } from "./review-cases.js";
import { visibleJson } from "./text/json.js";
import { repositoryPath } from "./text/repository-path.js";

const STATUS = {
  passed: "passed",
  failed: "failed",
  skipped: "skipped",
  broken: "other",
} as const;

/** Common Test Report Format: a test per criterion. Nothing is timed, so that every time is 0. */
export const ctrf: Renderer = (verdict, { folder }) => {
  const cases = reviewCases(verdict);
  const count = (state: ReviewCase["state"]): number =>
    cases.filter((one) => one.state === state).length;
  return visibleJson({
    reportFormat: "CTRF",
    specVersion: "0.0.0",
    generatedBy: "Faultline",
    results: {
      tool: { name: "Faultline" },
      summary: {
        tests: cases.length,
        passed: count("passed"),
        failed: count("failed"),
        skipped: count("skipped"),
        pending: 0,
        other: count("broken"),
        start: 0,
        stop: 0,
      },
      tests: cases.map((one) => test(one, folder)),
    },
  });
};

function test({ suite, name, state, message, details, at }: ReviewCase, folder: string) {
  const filePath = at && repositoryPath(folder, at.file);
  return {
    name,
    status: STATUS[state],
    duration: 0,
    suite: [suite],
    ...(message !== "" && { message }),
    ...(details !== "" && { trace: details }),
    ...(at && filePath !== undefined && { filePath, line: at.line }),
  };
}
