import { expect, test } from "vitest";
import { databaseAlwaysMocked } from "../../src/checks/database-always-mocked.js";
import { database, executedIn, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const query = site("database-query", { library: "pg", line: 7 });
const sameFile = site("database-query", { library: "pg", line: 9 });
const otherFile = site("transaction", { library: "pg", file: "src/refunds.ts" });

test("reports data access that never met a database, once for the engine", () => {
  const reviewed = review(
    [
      [otherFile, executedIn("b")],
      [sameFile, executedIn("a")],
      [query, executedIn("a.test.ts > pays")],
    ],
    { databases: [database({ mocked: 2 })] },
  );

  expect(findingsOf(databaseAlwaysMocked, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-real-database
    src/payments.ts:7, src/refunds.ts:1
    2 tests ran pg statements (first: src/payments.ts:7, rung: executed) and none held a conversation with postgres. A wrong column, a missing constraint or a broken migration passes such tests and fails in production.
    Start postgres for the tests (a service in CI, a container locally) and let "a.test.ts > pays" use it instead of its double.",
    ]
  `);
});

test("is silent when one test met the database", () => {
  const reviewed = review([[query, { rung: "real", tests: ["a"] }]], {
    databases: [database({ real: 1, mocked: 40, tests: ["a"] })],
  });

  expect(findingsOf(databaseAlwaysMocked, reviewed)).toEqual([]);
  expect(goodOf(databaseAlwaysMocked, reviewed)).toMatchInlineSnapshot(`
    [
      "1 test held a conversation with a real postgres; 40 ran data access without one.",
    ]
  `);
});

test.each([
  ["only tests that can't be seen into used it", database({ unknown: 3 })],
  ["no test used it", database()],
  ["a stand-in engine served it", database({ mocked: 1, emulated: 2 })],
])("can't judge when %s", (_case, entry) => {
  const reviewed = review([[query, executedIn("a")]], { databases: [entry] });

  expect(databaseAlwaysMocked.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});

test("keeps what a partial run proved and reports nothing that it missed", () => {
  const proofs = [[query, executedIn("a")]] as const;
  const partial = { complete: false, incomplete: ["partial"] };

  const mocked = review(proofs, { ...partial, databases: [database({ mocked: 1 })] });
  const real = review(proofs, { ...partial, databases: [database({ real: 1 })] });

  expect(databaseAlwaysMocked.judge(mocked)).toMatchObject({ state: "unknown", findings: [] });
  expect(databaseAlwaysMocked.judge(real)).toMatchObject({ state: "judged", good: [{}] });
});

test("has nothing to judge without data access", () => {
  const pool = site("pool", { library: "pg" });

  expect(databaseAlwaysMocked.judge(review([[pool, executedIn("a")]])).state).toBe(
    "not-applicable",
  );
});

test("asks for no server where the engine is a library", () => {
  const prepared = site("database-query", { library: "better-sqlite3", line: 7 });
  const reviewed = review([[prepared, executedIn("a.test.ts > pays")]], {
    databases: [database({ engine: "sqlite", module: "better-sqlite3", mocked: 1 })],
  });

  expect(findingsOf(databaseAlwaysMocked, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-real-database
    src/payments.ts:7
    1 test ran better-sqlite3 statements (first: src/payments.ts:7, rung: executed) and none reached a SQLite database. A wrong column, a missing constraint or a broken migration passes such tests and fails in production.
    Open a database in memory or in a temporary file for the tests, with the real migrations, and let "a.test.ts > pays" use it instead of its double.",
    ]
  `);
});
