import type { ConcurrencyEvidence, RouteEvidence } from "@faultline/contract";
import { expect, test } from "vitest";
import { noConcurrencyTest } from "../../src/checks/no-concurrency-test.js";
import { database, executedIn, review, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const pay = site("route", { line: 5, target: "POST /payments" });
const refund = site("route", { line: 9, target: "POST /payments/:id/refunds" });
const query = site("database-query", { library: "pg", line: 20 });
const sites = [
  [pay, executedIn("a")],
  [refund, executedIn("a")],
  [query, { rung: "real", tests: ["a"] }],
] as const;

function route(target: string, overrides: Partial<ConcurrencyEvidence> = {}): ConcurrencyEvidence {
  return { target, maxInFlight: 1, sameKey: false, writes: true, tests: [], ...overrides };
}

const served: RouteEvidence = {
  method: "POST",
  path: "/payments",
  statuses: { 201: 1 },
  maxInFlight: 1,
  tests: ["a.test.ts > pays"],
};

test("reports once, at the first writing route, when none was in flight twice", () => {
  const reviewed = review(sites, {
    routes: [served],
    concurrency: [route("POST /payments"), route("POST /payments/:paymentId/refunds")],
  });

  expect(findingsOf(noConcurrencyTest, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-concurrency
    src/payments.ts:5, src/payments.ts:9
    POST /payments and POST /payments/:paymentId/refunds (src/payments.ts:5) write to the database and no test had two such requests for one key in flight. A double click, a client's retry or two replicas do that in production, and lose or double a write.
    Send the request of "a.test.ts > pays" twice with \`Promise.all\`, and assert that it took effect once.",
    ]
  `);
});

test("does not take requests for different keys for a test of concurrency", () => {
  const reviewed = review(sites, {
    concurrency: [route("POST /payments", { maxInFlight: 6, tests: ["a"] })],
  });

  expect(findingsOf(noConcurrencyTest, reviewed)).toMatchInlineSnapshot(`
    [
      "tests-concurrency
    src/payments.ts:5
    POST /payments (src/payments.ts:5) writes to the database and no test had two such requests for one key in flight, only for different keys. A double click, a client's retry or two replicas do that in production, and lose or double a write.
    Send the request twice with \`Promise.all\`, and assert that it took effect once.",
    ]
  `);
});

test("is silent when a writing route was in flight twice for one key", () => {
  const reviewed = review(sites, {
    concurrency: [
      route("POST /payments", { maxInFlight: 2, sameKey: true, tests: ["a.test.ts > pays once"] }),
      route("POST /payments/:id/refunds"),
    ],
  });

  expect(findingsOf(noConcurrencyTest, reviewed)).toEqual([]);
  expect(goodOf(noConcurrencyTest, reviewed)).toMatchInlineSnapshot(`
    [
      "POST /payments had up to 2 requests in flight at once, and two or more for one key in "a.test.ts > pays once".",
    ]
  `);
});

test("is not concerned with routes that only read", () => {
  const reviewed = review(sites, {
    databases: [database({ real: 1 })],
    concurrency: [route("POST /payments", { writes: false })],
  });

  expect(noConcurrencyTest.judge(reviewed).state).toBe("not-applicable");
});

test("can't tell which routes write while the database is mocked", () => {
  const reviewed = review(sites, {
    databases: [database({ mocked: 4 })],
    concurrency: [route("POST /payments", { writes: false })],
  });

  expect(noConcurrencyTest.judge(reviewed).state).toBe("unknown");
});

test("does not report what a partial run missed", () => {
  const reviewed = review(sites, { complete: false, concurrency: [route("POST /payments")] });

  expect(noConcurrencyTest.judge(reviewed)).toMatchObject({ state: "unknown", findings: [] });
});
