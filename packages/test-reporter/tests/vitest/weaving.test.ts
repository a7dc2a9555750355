import { beforeAll, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

let result: FixtureRun;
beforeAll(async () => {
  result = await runFixture("weaving");
}, 60_000);

it("leaves the place of an error in a stack as it is", () => {
  expect(result.run.tests.map(({ state }) => state)).toEqual(Array(3).fill("passed"));
});

it("tells apart what tests ran that run at the same time", () => {
  expect(result.ran["src/tasks.ts#error-handler:attempt:0"]).toEqual([
    "tests/weaving.fixture.ts > at the same time > fails",
  ]);
});

it("knows that code ran while its module was loaded, on behalf of no test", () => {
  const site = "src/tasks.ts#error-handler::0";
  expect(result.ran[site]).toEqual([]);
  expect(result.hasRun[site]).toBe(true);
});

it("knows nothing of what Node loaded itself", () => {
  expect(result.ran["src/native.cjs#error-handler:anonymous:0"]).toBeNull();
});
