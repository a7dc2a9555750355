import { expect, it } from "vitest";
import { recordRun } from "../support/run-runner.js";

/** Why the run could not be judged; undefined where it was given no verdict at all. */
async function reasons(fixture: string, ...parameters: string[]): Promise<unknown> {
  const recorded = await recordRun(fixture, "jest", parameters);
  return recorded
    ?.split("\n")
    .filter((line) => line.startsWith("incomplete: "))
    .map((line) => line.slice("incomplete: ".length));
}

const RATES = "tests/rates.test.ts";

it.each([
  [
    "a file",
    [RATES, "--runTestsByPath"],
    ["a path filter chose the test files: tests/rates.test.ts"],
  ],
  ["a path", ["rates.test"], ["a path filter chose the test files: rates.test"]],
  [
    "a name",
    [RATES, "-t", "refused"],
    expect.arrayContaining(["a name filter (-t) chose the tests: refused"]),
  ],
])("is incomplete when %s was chosen", { timeout: 30_000 }, async (_what, parameters, expected) => {
  expect(await reasons("runners", ...parameters)).toEqual(expected);
});

it(
  "says which files could not be loaded, and why the run stopped",
  { timeout: 30_000 },
  async () => {
    expect(await reasons("jest-results")).toContain("broken.test.js could not be loaded");
    expect(await reasons("jest-results", "--bail", "--runInBand")).toContainEqual(
      expect.stringMatching(/^the run stopped after \d+ failed \(--bail\)$/),
    );
  },
);
