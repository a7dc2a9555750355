import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runFixture } from "../support/run-fixture.js";

const CATCH = "src/rates.ts#error-handler:rate:1";
const NEVER = "src/rates.ts#error-handler:unused:0";

describe.each([
  ["worker threads", { pool: "threads" }],
  ["one worker for all files", { isolate: false, fileParallelism: false }],
])("in %s", (_name, options) => {
  it("sees the same as in a process for each file", { timeout: 30_000 }, async () => {
    const { run, ran, observed } = await runFixture("outbound", { options });
    expect(run.incomplete).toEqual([]);
    expect([ran[CATCH], ran[NEVER]].map((tests) => tests?.length)).toEqual([3, 0]);
    expect(observed("bears a server that never answers").outbound).toMatchObject([
      { error: "TimeoutError", live: true },
    ]);
  });
});

it(
  "leaves the code as it is for the user's coverage, and reads that",
  { timeout: 30_000 },
  async () => {
    const coverage = {
      enabled: true,
      provider: "v8",
      reporter: [],
      reportsDirectory: join(tmpdir(), "faultline-coverage"),
    };
    const { run, ran, hasRun } = await runFixture("outbound", { options: { coverage } });
    expect(run.tests.flatMap(({ observation }) => observation?.ran)).toEqual([]);
    expect([hasRun[CATCH], hasRun[NEVER]]).toEqual([true, false]);
    // Coverage counts the whole run: that code ran is known, the test is not.
    expect([ran[CATCH], ran[NEVER]]).toEqual([null, []]);
  },
);
