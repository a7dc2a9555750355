import { beforeAll, describe, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";
import { snippetRange } from "../support/snippet-range.js";

const FILE = "src/rates.ts";
const SNIPPETS = {
  catchBody: '{\n    lastFailure = "unreachable";\n    return undefined;\n  }',
  guard: "{\n      return undefined;\n    }",
  success: "return Number(await response.text());",
  unusedBody: '{\n  return "unused";\n}',
  emptyCatch: "{}",
};
let result: FixtureRun;

beforeAll(async () => {
  const ranges = await Promise.all(
    Object.values(SNIPPETS).map(async (snippet) => ({
      file: FILE,
      range: await snippetRange("outbound", FILE, snippet),
    })),
  );
  const unloaded = { line: 1, column: 1, endLine: 2, endColumn: 1 };
  result = await runFixture("outbound", {
    ranges: [...ranges, { file: "src/unloaded.ts", range: unloaded }],
  });
}, 60_000);

function ran(snippet: keyof typeof SNIPPETS): readonly string[] | null | undefined {
  const index = Object.keys(SNIPPETS).indexOf(snippet);
  return result.ran[index]?.map((name) => name.replace("tests/rates.fixture.ts > ", "")) ?? null;
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
    expect(ran("catchBody")).toEqual([
      "bears a refused connection",
      "bears a connection that is reset",
      "bears a server that never answers",
    ]);
  });

  it("has the guard in the one test with an error reply", () => {
    expect(ran("guard")).toEqual(["bears an error reply"]);
  });

  it("has the way to success in the one test that took it", () => {
    expect(ran("success")).toEqual(["reads a rate"]);
  });

  it("has no test for a function that nobody calls", () => {
    expect(ran("unusedBody")).toEqual([]);
  });

  it("can't be told of a handler without a statement", () => {
    expect(ran("emptyCatch")).toBeNull();
  });

  it("has no test for a file that none of them loaded", () => {
    expect(result.ran.at(-1)).toEqual([]);
  });
});
