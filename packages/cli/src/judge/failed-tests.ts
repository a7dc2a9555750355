import { createFinding, type Evidence, type Finding } from "@faultline/contract";

/** A suite that fails proves nothing, so it stands before everything else. `file` is where a reader starts to look. */
export function failedTests(evidence: Evidence, file: string): readonly Finding[] {
  const { failed, total } = evidence.tests;
  if (failed === 0) return [];
  return [
    createFinding({
      check: "gates",
      criterion: "review-quality-gates",
      origin: "evidence",
      location: { file, line: 1, column: 1, endLine: 1, endColumn: 1 },
      message: `${String(failed)} of ${String(total)} tests fail. What a failing suite proves can't be relied on.`,
      suggestion: "Make the tests pass, then review again.",
      subject: "tests",
    }),
  ];
}
