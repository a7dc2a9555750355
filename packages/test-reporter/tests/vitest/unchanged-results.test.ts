import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { fixturePath, outputOf } from "../support/run-fixture.js";

const vitestCli = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);
let alone: string;
let beside: string;
let besideBroken: string;

beforeAll(async () => {
  alone = await jsonReport();
  beside = await jsonReport("silent-reporter.mjs");
  besideBroken = await jsonReport("broken-reporter.mjs");
}, 60_000);

/** What Vitest's own JSON reporter says of the fixture, and what else was printed. */
function jsonReport(reporter?: string): Promise<string> {
  return outputOf(fixturePath("results"), [
    vitestCli,
    "run",
    "--config=../vitest.config.js",
    "--reporter=json",
    ...(reporter === undefined ? [] : [`--reporter=../../tests/support/${reporter}`]),
  ]);
}

/**
 * The report without times, of which no two runs agree, and without the runner's own stack frames,
 * which depend on whether there is any set-up file.
 */
function comparable(output: string): unknown {
  const [line = ""] = output.split("\n").filter((each) => each.startsWith("{"));
  return JSON.parse(line, (key, value: unknown) => {
    if (["startTime", "endTime", "duration"].includes(key)) return 0;
    if (typeof value !== "string") return value;
    return value.replace(/^ +at .*(?:node_modules|node:|<anonymous>).*\n?/gm, "").trimEnd();
  });
}

it("changes nothing in Vitest's own report", () => {
  expect(comparable(beside)).toEqual(comparable(alone));
});

it("changes nothing when it fails itself, and says so in one line", () => {
  expect(comparable(besideBroken)).toEqual(comparable(alone));
  expect(besideBroken).toContain("Faultline could not judge this run: out of judgement\n");
  expect(besideBroken).not.toContain("at nowhere");
});

it("has failures to report", () => {
  expect(comparable(alone)).toMatchObject({ success: false, numFailedTests: 7, numPassedTests: 6 });
});
