import { expect, test } from "vitest";
import { untestedErrorPath } from "../../src/checks/untested-error-path.js";
import { executedIn, lines, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const tested = site("error-handler", { line: 10 });
const untested = site("error-handler", { line: 20, protects: lines(15, 19) });
const guarded = site("outbound-call", { line: 16 });

test("reports a handler that no test executed, with the test nearest to it", () => {
  const reviewed = review([
    [tested, executedIn("other")],
    [guarded, executedIn("a.test.ts > pays")],
    [untested, { rung: "written" }],
  ]);

  expect(findingsOf(untestedErrorPath, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-error-paths
    src/payments.ts:20
    The \`catch\` clause in \`pay\` (src/payments.ts:20) is written and no test executed it. It runs for the first time in production, while something else is already failing.
    Copy "a.test.ts > pays", make the code at src/payments.ts:15 fail in it, and assert what the caller sees.",
    ]
  `);
});

test("is silent about a handler that a test executed", () => {
  const reviewed = review([
    [tested, executedIn("a")],
    [untested, executedIn("b")],
  ]);

  expect(untestedErrorPath.judge(reviewed)).toMatchObject({ state: "judged", findings: [] });
});

test("is silent about a handler of which it can't be told", () => {
  const reviewed = review([
    [tested, executedIn("a")],
    [untested, { rung: "unknown" }],
  ]);

  expect(findingsOf(untestedErrorPath, reviewed)).toEqual([]);
});

test("leaves a file whose handlers were all missed to happy-path-only", () => {
  const reviewed = review([
    [tested, { rung: "written" }],
    [untested, { rung: "written" }],
  ]);

  expect(findingsOf(untestedErrorPath, reviewed)).toEqual([]);
});

test("says how many handlers were executed and asserted", () => {
  const reviewed = review([
    [tested, { rung: "asserted", tests: ["a"] }],
    [untested, executedIn("b")],
  ]);

  expect(goodOf(untestedErrorPath, reviewed)).toMatchInlineSnapshot(`
    [
      "Tests executed 2 of 2 error handlers, and asserted the failure's outcome at 1.",
    ]
  `);
});

test("does not report what a partial run missed", () => {
  const reviewed = review(
    [
      [tested, executedIn("a")],
      [untested, { rung: "written" }],
    ],
    { complete: false, incomplete: ["only tests matching 'a' ran"] },
  );

  expect(untestedErrorPath.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});

test("has nothing to judge without error handlers, and can't judge hidden ones", () => {
  expect(untestedErrorPath.judge(review([[guarded, executedIn("a")]])).state).toBe(
    "not-applicable",
  );
  expect(untestedErrorPath.judge(review([[tested, { rung: "unknown" }]])).state).toBe("unknown");
});
