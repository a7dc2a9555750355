import { describe, expect, it } from "vitest";
import { summarise } from "../../src/judge/executive-summary.js";
import { evidence } from "../support/evidence.js";
import { finding } from "../support/findings.js";

type Summary = Parameters<typeof summarise>[0];

describe("the executive summary", () => {
  it("says of a sound project that it is, and what proves it", () => {
    expect(summaryOf({})).toEqual([
      "Infrastructure: nothing to mend.",
      "Tests: nothing to mend.",
      "3 of 3 tests passed; they ran 0 of 0 error paths.",
    ]);
  });

  it("counts what is open under each lens", () => {
    const findings = [
      finding("high", "failure-health-check"),
      finding("medium", "logs-structured"),
      finding("high", "tests-timeouts"),
      finding("high", "retry-backoff", { status: "suppressed" }),
    ];

    expect(summaryOf({ findings }).slice(0, 3)).toEqual([
      "Infrastructure: 1 to mend before merging, 1 lesser.",
      "Tests: 1 to mend before merging.",
      "Rejected outright for failure-health-check.",
    ]);
  });

  it("says first what stands in the way", () => {
    const obstacles = [{ message: "No test run left evidence.", remedy: "Run them." }];

    expect(summaryOf({ evidence: undefined, obstacles })).toEqual([
      "Infrastructure: nothing to mend.",
      "Tests: nothing is known, because no test run left evidence.",
      "No verdict yet: No test run left evidence.",
    ]);
  });

  it("counts the error paths that tests ran", () => {
    const path = { file: "src/a.ts", line: 1, kind: "catch", function: "", site: "", tests: [] };
    const errorPaths = (["written", "executed", "asserted", "unknown"] as const).map((rung) => ({
      ...path,
      rung,
    }));

    expect(summaryOf({ evidence: evidence({ errorPaths }) }).at(-1)).toBe(
      "3 of 3 tests passed; they ran 2 of 4 error paths.",
    );
  });
});

function summaryOf(parts: Partial<Summary>): readonly string[] {
  return summarise({ findings: [], obstacles: [], evidence: evidence(), ...parts });
}
