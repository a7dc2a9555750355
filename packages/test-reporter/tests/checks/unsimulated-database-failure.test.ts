import { expect, test } from "vitest";
import { unsimulatedDatabaseFailure } from "../../src/checks/unsimulated-database-failure.js";
import { database, executedIn, lines, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const pool = site("pool", {
  library: "pg",
  file: "src/database.ts",
  line: 5,
  function: "createPool",
});
const query = site("database-query", { library: "pg", line: 11 });
const handler = site("error-handler", { line: 15, protects: lines(10, 14) });

test("reports an engine that never failed, at its first site", () => {
  const reviewed = review(
    [
      [query, { rung: "real", tests: ["a"] }],
      [pool, { rung: "real", tests: ["a.test.ts > pays"] }],
    ],
    { databases: [database({ real: 3, tests: ["a"] })] },
  );

  expect(findingsOf(unsimulatedDatabaseFailure, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-database-errors
    src/database.ts:5
    No test saw postgres fail (src/database.ts:5, rung: real), neither by an error nor by a lost or silent connection. A violated constraint, a cancelled statement or a failover reaches code that has never run.
    Beside "a.test.ts > pays", write one test that violates a constraint and one whose pool points at a closed port, and assert what the caller gets.",
    ]
  `);
});

test("is silent when the database answered an error, and says where", () => {
  const reviewed = review([[query, { rung: "real", tests: ["a"] }]], {
    databases: [database({ real: 3, failures: { "error-reply": 1 }, tests: ["a", "b"] })],
    invariants: [{ code: "23505", tests: ["b.test.ts > books once"] }],
  });

  expect(findingsOf(unsimulatedDatabaseFailure, reviewed)).toEqual([]);
  expect(goodOf(unsimulatedDatabaseFailure, reviewed)).toMatchInlineSnapshot(`
    [
      "Tests saw an error reply of postgres, as in "b.test.ts > books once".",
    ]
  `);
});

test("is silent when a handler around a statement ran: its stub failed", () => {
  const reviewed = review(
    [
      [query, executedIn("a")],
      [handler, executedIn("a")],
    ],
    { databases: [database({ mocked: 1 })] },
  );

  expect(findingsOf(unsimulatedDatabaseFailure, reviewed)).toEqual([]);
});

test("reports a mocked database whose handler stayed idle", () => {
  const reviewed = review(
    [
      [query, executedIn("a")],
      [handler, { rung: "written" }],
    ],
    { databases: [database({ mocked: 1 })] },
  );

  expect(unsimulatedDatabaseFailure.judge(reviewed).findings).toHaveLength(1);
});

test("can't judge a mocked database: its stub may have failed unseen", () => {
  const reviewed = review([[query, executedIn("a")]], { databases: [database({ mocked: 1 })] });

  expect(unsimulatedDatabaseFailure.judge(reviewed)).toMatchObject({
    state: "unknown",
    findings: [],
  });
});

test("can't judge an engine that can't be seen", () => {
  const unseen = site("database-query", { library: "mysql2" });

  expect(unsimulatedDatabaseFailure.judge(review([[unseen, executedIn("a")]])).state).toBe(
    "unknown",
  );
});

test("has nothing to judge without a database", () => {
  expect(unsimulatedDatabaseFailure.judge(review([[handler, {}]])).state).toBe("not-applicable");
});
