import { beforeAll, expect, it } from "vitest";
import { runFixture, type FixtureRun } from "../support/run-fixture.js";

let result: FixtureRun;

beforeAll(async () => {
  result = await runFixture("engines");
}, 120_000);

function statements(testName: string): readonly string[] {
  return result.observed(testName).inProcess.map((use) => {
    if (use.engine === "unknown") return `unknown ${use.module}`;
    const said = use.statements.map(({ verb, error = "" }) => `${verb} ${error}`.trim());
    return `${use.module} (${use.isEmulation ? "like " : ""}${use.engine}): ${said.join(", ")}`;
  });
}

it("has the statements of PGlite, and says that it was loaded in the test itself", () => {
  expect(statements("asks PGlite")).toMatchInlineSnapshot(`
    [
      "@electric-sql/pglite (postgres): SELECT, CREATE, INSERT, INSERT 23505, BEGIN, DELETE, ROLLBACK",
      "unknown @electric-sql/pglite",
    ]
  `);
});

it("has the statements of sql.js, a prepared one once", () => {
  expect(statements("asks sql.js")).toMatchInlineSnapshot(`
    [
      "sql.js (sqlite): CREATE, SELECT, INSERT SQLITE_CONSTRAINT_CHECK",
    ]
  `);
});

it("has the statements of pg-mem, without the values it writes into them", () => {
  expect(statements("asks pg-mem")).toMatchInlineSnapshot(`
    [
      "pg-mem (like postgres): CREATE, INSERT, INSERT 23505",
    ]
  `);
  expect(JSON.stringify(result.observed("asks pg-mem"))).not.toContain("secret");
});

it("has nothing of an engine that a test does not ask", () => {
  expect(statements("asks nothing")).toEqual([]);
});

it("knows which modules are replaced", () => {
  expect(result.observed("asks nothing").mocks).toEqual([
    { module: "pg", kind: "mock" },
    { module: "src/mail.ts", kind: "spy" },
  ]);
});

it("changes no result", () => {
  expect(result.run.tests.filter(({ state }) => state === "failed")).toEqual([]);
});
