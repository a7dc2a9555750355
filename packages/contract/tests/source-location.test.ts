import { compareLocations, contains, type SourceRange } from "@faultline/contract";
import { describe, expect, it } from "vitest";

function range(line: number, column: number, endLine: number, endColumn: number): SourceRange {
  return { line, column, endLine, endColumn };
}

describe("contains", () => {
  const block = range(3, 5, 7, 2);

  it.each([
    ["itself", block, true],
    ["a statement inside", range(4, 1, 4, 80), true],
    ["what begins on the first line before it", range(3, 4, 3, 9), false],
    ["what ends on the last line after it", range(7, 1, 7, 3), false],
    ["what lies around it", range(1, 1, 9, 1), false],
  ])("answers for %s", (_, inner, expected) => {
    expect(contains(block, inner)).toBe(expected);
  });
});

describe("compareLocations", () => {
  it("orders by file, then line, then column", () => {
    const places = [
      { file: "b.ts", ...range(1, 1, 1, 2) },
      { file: "a.ts", ...range(2, 1, 2, 2) },
      { file: "a.ts", ...range(1, 9, 1, 10) },
      { file: "a.ts", ...range(1, 2, 1, 3) },
    ];
    expect(
      places
        .toSorted(compareLocations)
        .map(({ file, line, column }) => `${file}:${String(line)}:${String(column)}`),
    ).toEqual(["a.ts:1:2", "a.ts:1:9", "a.ts:2:1", "b.ts:1:1"]);
  });
});
