import { beforeAll, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

let result: FixtureRun;
beforeAll(async () => {
  result = await runFixture("asserting");
}, 60_000);

it.each([
  ["asserts nothing", { count: 0, values: [] }],
  ["compares a value", { count: 1, values: ["503"] }],
  ["looks into objects", { count: 1, values: ["23505"] }],
  ["looks at a rejection", { count: 1, values: ["too late", "TimeoutError", "ETIMEDOUT"] }],
  ["says what a value is not", { count: 1, values: [] }],
  ["uses node:assert", { count: 1, values: ["ECONNRESET"] }],
  ["uses supertest", { count: 1, values: ["502"] }],
  ["uses a matcher of its own", { count: 1, values: [] }],
])("counts what a test %s", (testName, assertions) => {
  expect(result.observed(testName).assertions).toEqual(assertions);
});

it("counts assertions in the words of Chai", () => {
  const { count, values } = result.observed("uses the words of Chai").assertions;
  expect(count).toBeGreaterThanOrEqual(3);
  expect(values).toContain("409");
});
