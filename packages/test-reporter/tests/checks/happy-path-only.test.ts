import { expect, test } from "vitest";
import { happyPathOnly } from "../../src/checks/happy-path-only.js";
import { executedIn, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const first = site("error-handler", { line: 10 });
const second = site("error-handler", { line: 20 });
const call = site("outbound-call", { line: 5 });

test("reports a file once when none of its handlers was executed", () => {
  const reviewed = review([
    [second, { rung: "written" }],
    [first, { rung: "written" }],
    [call, executedIn("a.test.ts > pays")],
  ]);

  expect(findingsOf(happyPathOnly, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-not-happy-only, tests-error-paths
    src/payments.ts:10, src/payments.ts:20
    None of the 2 error handlers of src/payments.ts is more than written (the first is the \`catch\` clause at src/payments.ts:10). Its tests know only the happy path, so every failure there is met for the first time in production.
    Start with "a.test.ts > pays": make one dependency of src/payments.ts fail in a copy of it, and assert the outcome.",
    ]
  `);
});

test("reports a file that no test reached at all", () => {
  expect(findingsOf(happyPathOnly, review([[first, { rung: "written" }]]))).toMatchInlineSnapshot(`
    [
      "tests-not-happy-only, tests-error-paths
    src/payments.ts:10
    The only error handler of src/payments.ts, the \`catch\` clause at src/payments.ts:10, is written and no test executed it. Its tests know only the happy path, so every failure there is met for the first time in production.
    Write one test that makes a dependency of src/payments.ts fail, and assert the outcome.",
    ]
  `);
});

test("is silent about a file in which one failure was made to happen", () => {
  const reviewed = review([
    [first, { rung: "written" }],
    [second, executedIn("a")],
  ]);

  expect(findingsOf(happyPathOnly, reviewed)).toEqual([]);
  expect(goodOf(happyPathOnly, reviewed)).toEqual([
    "Tests make something fail in 1 of 1 file with error handlers.",
  ]);
});

test("judges each file for itself", () => {
  const elsewhere = site("error-handler", { file: "src/app.ts" });
  const reviewed = review([
    [first, { rung: "written" }],
    [elsewhere, executedIn("a")],
  ]);

  expect(happyPathOnly.judge(reviewed).findings).toMatchObject([
    { location: { file: "src/payments.ts" } },
  ]);
});

test("does not count handlers of which it can't be told", () => {
  expect(happyPathOnly.judge(review([[first, { rung: "unknown" }]]))).toMatchObject({
    state: "unknown",
    findings: [],
  });
});

test("does not report what a partial run missed", () => {
  const reviewed = review([[first, { rung: "written" }]], { complete: false });

  expect(happyPathOnly.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});
