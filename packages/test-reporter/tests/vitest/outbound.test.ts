import { beforeAll, describe, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

const SITES = {
  catchClause: "src/rates.ts#error-handler:rate:1",
  guard: "src/rates.ts#error-handler:rate:0",
  call: "src/rates.ts#outbound-call:rate:0",
  unused: "src/rates.ts#error-handler:unused:0",
  emptyCatch: "src/rates.ts#error-handler:tolerant:0",
  unloaded: "src/unloaded.ts#error-handler:unloaded:0",
};
let result: FixtureRun;

beforeAll(async () => {
  result = await runFixture("outbound");
}, 60_000);

function ran(site: keyof typeof SITES): readonly string[] | undefined {
  return result.ran[SITES[site]]?.map((name) => name.replace("tests/rates.fixture.ts > ", ""));
}

describe("a request that leaves the process", () => {
  it.each([
    ["reads a rate", { status: 200 }],
    ["bears a refused connection", { error: "ECONNREFUSED" }],
    ["bears a connection that is reset", { error: "UND_ERR_SOCKET" }],
    ["bears a server that never answers", { error: "TimeoutError" }],
    ["bears an error reply", { status: 503 }],
    ["is refused through node:http", { error: "ECONNREFUSED" }],
    ["reads an error reply through node:http", { status: 503 }],
  ])("is seen in the test that %s", (testName, outcome) => {
    const [exchange, ...others] = result.observed(testName).outbound;
    expect(exchange).toMatchObject({ method: "GET", path: "/rates", live: true, ...outcome });
    expect(exchange?.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(others).toEqual([]);
  });

  it.each([
    ["bears a refused connection", "refused"],
    ["bears a connection that is reset", "reset"],
    ["bears a server that never answers", "silent"],
    ["bears an error reply", "open"],
  ])("ends as it did in the test that %s", (testName, end) => {
    expect(result.observed(testName).conversations).toMatchObject([{ end, live: true }]);
  });
});

describe("the code that a test ran", () => {
  it("has the catch clause in the tests that failed to connect, and in no other", () => {
    expect(ran("catchClause")).toEqual([
      "bears a refused connection",
      "bears a connection that is reset",
      "bears a server that never answers",
    ]);
  });

  it("has the guard in the one test with an error reply", () => {
    expect(ran("guard")).toEqual(["bears an error reply"]);
  });

  it("has the request in the tests that made it", () => {
    expect(ran("call")).toHaveLength(5);
  });

  it("has no test for a handler that nothing led to, be it empty", () => {
    expect(ran("unused")).toEqual([]);
    expect(ran("emptyCatch")).toEqual([]);
  });

  it("has no test for a file that none of them loaded", () => {
    expect(ran("unloaded")).toEqual([]);
  });
});
