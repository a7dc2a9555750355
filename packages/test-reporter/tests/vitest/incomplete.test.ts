import { expect, it } from "vitest";
import { runFixture } from "../support/run-fixture.js";

const FROZEN = "the probe did not load in tests/frozen.fixture.ts";

it("says which files the probe could not see, and only those", async () => {
  const { run, exitCode } = await runFixture("unseen");
  expect(run.incomplete).toEqual([FROZEN]);
  expect(run.tests.map(({ state }) => state).toSorted()).toEqual([
    "failed",
    "passed",
    "passed",
    "passed",
  ]);
  expect(exitCode).toBe(1);
}, 30_000);

it.each([
  ["a file filter", { filters: ["seen.fixture"] }, "only 1 of 2 test files were chosen to run"],
  [
    "a name filter",
    { options: { testNamePattern: "is seen" } },
    "a name filter (-t) chose the tests: is seen",
  ],
  [
    "bail",
    { filters: ["seen.fixture"], options: { bail: 1 } },
    "the run stopped after 1 failed (--bail)",
  ],
  [
    "vmThreads",
    { options: { pool: "vmThreads" } },
    "the tests run in the pool vmThreads, where the probe can't see",
  ],
  [
    "no test at all",
    { options: { testNamePattern: "nothing", include: ["none"], passWithNoTests: true } },
    "no test ran",
  ],
])("is incomplete with %s", { timeout: 30_000 }, async (_name, options, reason) => {
  const { run } = await runFixture("unseen", options);
  expect(run.incomplete).toContain(reason);
});

it("says which shard of the suite ran", async () => {
  const { run } = await runFixture("unseen", { options: { shard: "2/2" } });
  expect(run.shard).toEqual({ index: 2, count: 2 });
}, 30_000);
