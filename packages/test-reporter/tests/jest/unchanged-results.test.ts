import { beforeAll, expect, it } from "vitest";
import { fixturePath, outputOf } from "../support/run-fixture.js";
import { RUNNERS } from "../support/run-runner.js";

let alone: string;
let beside: string;
let besideBroken: string;

beforeAll(async () => {
  alone = await jsonReport();
  beside = await jsonReport("silent-jest-reporter.mjs");
  besideBroken = await jsonReport("broken-jest-reporter.mjs");
}, 60_000);

/** What Jest's own JSON report says of the fixture, and what else was printed. */
function jsonReport(reporter?: string): Promise<string> {
  const added = reporter === undefined ? [] : [`--reporters=../../tests/support/${reporter}`];
  const parameters = [RUNNERS.jest, "--json", "--ci", "--reporters=default", ...added];
  return outputOf(fixturePath("jest-results"), parameters);
}

/** The report without times, of which no two runs agree. */
function comparable(output: string): unknown {
  const [line = ""] = output.split("\n").filter((each) => each.startsWith("{"));
  return JSON.parse(line, (key, value: unknown) =>
    ["startTime", "endTime", "startAt", "duration", "start", "end", "runtime"].includes(key)
      ? 0
      : typeof value === "string"
        ? value.replace(/^ +at .*(?:node_modules|node:).*\n?/gm, "").trimEnd()
        : value,
  );
}

it("changes nothing in Jest's own report, stacks included", () => {
  expect(comparable(beside)).toEqual(comparable(alone));
});

it("changes nothing when it fails itself, and says so in one line", () => {
  expect(comparable(besideBroken)).toEqual(comparable(alone));
  expect(besideBroken).toContain("Faultline could not judge this run: out of judgement\n");
  expect(besideBroken).not.toContain("at nowhere");
});

it("has failures to report", () => {
  expect(comparable(alone)).toMatchObject({
    success: false,
    numFailedTests: 12,
    numRuntimeErrorTestSuites: 2,
  });
});
