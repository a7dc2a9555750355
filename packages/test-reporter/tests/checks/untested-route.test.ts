import { describe, expect, it } from "vitest";
import { untestedRoute } from "../../src/checks/untested-route.js";
import { executedIn, lines, review, routeEvidence, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const list = site("route", { line: 3, target: "GET /payments" });
const pay = site("route", { line: 5, extent: lines(5, 9), target: "POST /payments" });
const refund = site("route", { file: "src/refunds.ts", line: 5, target: "POST /refunds" });
const inPay = site("database-query", { library: "pg", line: 7 });

describe("untested-route", () => {
  it("names the routes of each file that no test requested, with what was seen of the others", () => {
    const reviewed = review(
      [
        [list, {}],
        [pay, {}],
        [refund, {}],
      ],
      { routes: [routeEvidence("GET /api/payments", { 200: 2, 404: 1 })] },
    );

    expect(findingsOf(untestedRoute, reviewed)).toMatchInlineSnapshot(`
      [
        "tests-integration-endpoints
      src/payments.ts:5
      No test sends POST /payments (src/payments.ts:5) a request. Whether the route is mounted, reads its input and answers what clients expect shows in production.
      Start the application in a test, send POST /payments a request, and assert its status and body.",
        "tests-integration-endpoints
      src/refunds.ts:5
      No test sends POST /refunds (src/refunds.ts:5) a request. Whether the route is mounted, reads its input and answers what clients expect shows in production.
      Start the application in a test, send POST /refunds a request, and assert its status and body.",
      ]
    `);
    expect(goodOf(untestedRoute, reviewed)).toEqual([
      "Tests ran 1 of 3 routes, and saw 200 and 404.",
    ]);
  });

  it("is silent about a handler that a test called without a request", () => {
    const reviewed = review([
      [pay, {}],
      [inPay, executedIn("a")],
    ]);
    expect(findingsOf(untestedRoute, reviewed)).toEqual([]);
  });

  it("reports a handler that is known not to have run, though no request was seen at all", () => {
    const reviewed = review([
      [pay, {}],
      [inPay, { rung: "written" }],
    ]);
    expect(findingsOf(untestedRoute, reviewed)).toHaveLength(1);
  });

  it("can't tell where a server in another process would hide every request", () => {
    const reviewed = review([
      [pay, {}],
      [inPay, { rung: "unknown" }],
    ]);
    expect(untestedRoute.judge(reviewed)).toMatchObject({ state: "unknown" });
  });

  it("leaves health routes to their own check", () => {
    const live = site("health-route", { target: "GET /live" });
    expect(untestedRoute.judge(review([[live, {}]])).state).toBe("not-applicable");
  });

  it("reports nothing of a part of a run", () => {
    const part = review(
      [
        [list, {}],
        [pay, {}],
      ],
      { complete: false, routes: [routeEvidence("GET /payments")] },
    );
    expect(findingsOf(untestedRoute, part)).toEqual([]);
    expect(goodOf(untestedRoute, part)).toHaveLength(1);
  });
});
