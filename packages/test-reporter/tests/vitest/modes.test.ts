import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runFixture } from "../support/run-fixture.js";
import { snippetRange } from "../support/snippet-range.js";

const FILE = "src/rates.ts";
const catchBody = await snippetRange(
  "outbound",
  FILE,
  '{\n    lastFailure = "unreachable";\n    return undefined;\n  }',
);
const unusedBody = await snippetRange("outbound", FILE, '{\n  return "unused";\n}');
const ranges = [catchBody, unusedBody].map((range) => ({ file: FILE, range }));

describe.each([
  ["worker threads", { pool: "threads" }],
  ["one worker for all files", { isolate: false, fileParallelism: false }],
])("in %s", (_name, options) => {
  it("sees the same as in a process for each file", { timeout: 30_000 }, async () => {
    const { run, ran, observed } = await runFixture("outbound", { options, ranges });
    expect(run.incomplete).toEqual([]);
    expect(ran.map((tests) => tests?.length)).toEqual([3, 0]);
    expect(observed("bears a server that never answers").outbound).toMatchObject([
      { error: "TimeoutError", live: true },
    ]);
  });
});

it("leaves V8's counters to the user's coverage, and reads that", { timeout: 30_000 }, async () => {
  const coverage = {
    enabled: true,
    provider: "v8",
    reporter: [],
    reportsDirectory: join(tmpdir(), "faultline-coverage"),
  };
  const { run, ran, hasRun } = await runFixture("outbound", { options: { coverage }, ranges });
  expect(run.tests.flatMap(({ observation }) => observation?.executed)).toEqual([]);
  expect(hasRun).toEqual([true, false]);
  // Coverage counts the whole run: that code ran is known, the test is not.
  expect(ran).toEqual([null, []]);
});
