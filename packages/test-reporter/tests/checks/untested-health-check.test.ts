import { describe, expect, it } from "vitest";
import { untestedHealthCheck } from "../../src/checks/untested-health-check.js";
import { review, routeEvidence, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const asks = { "dependency-check": { state: "present", detail: "asks the database" } } as const;
const ready = site("health-route", { line: 4, target: "GET /ready", mechanisms: asks });
const live = site("health-route", { line: 9, target: "GET /live" });
const route = site("route", { line: 20, target: "GET /payments" });

describe("untested-health-check", () => {
  it("reports a health route that no test asked, where tests do send requests", () => {
    const reviewed = review(
      [
        [live, {}],
        [route, {}],
      ],
      { routes: [routeEvidence("GET /payments")] },
    );
    expect(findingsOf(untestedHealthCheck, reviewed)).toMatchInlineSnapshot(`
      [
        "failure-health-tested
      src/payments.ts:9
      No test asks GET /live (src/payments.ts:9) how the service is. A wrong answer takes a healthy service out, or leaves a broken one in, and what asks it never notices.
      Request GET /live in a test, and assert its status.",
      ]
    `);
  });

  it("reports one that asks a dependency and was never seen to say that it is down", () => {
    const reviewed = review([[ready, {}]], { routes: [routeEvidence("GET /ready")] });
    expect(findingsOf(untestedHealthCheck, reviewed)).toMatchInlineSnapshot(`
      [
        "failure-health-tested
      src/payments.ts:4
      GET /ready (src/payments.ts:4) asks a dependency, and tests saw it answer only 200: never with the dependency down. If it then hangs or still says 200, what asks it keeps sending traffic to a service that can't serve it.
      Stop the dependency in a test (close its pool, point it at a closed port), and assert a status of 503 within the probe's time limit.",
      ]
    `);
  });

  it("is met by one that was seen both ways", () => {
    const reviewed = review([[ready, {}]], {
      routes: [routeEvidence("GET /ready", { 200: 3, 503: 1 })],
    });
    expect(findingsOf(untestedHealthCheck, reviewed)).toEqual([]);
    expect(goodOf(untestedHealthCheck, reviewed)).toEqual([
      "Tests saw GET /ready answer 200 and 503.",
    ]);
  });

  it("asks no failure of one that asks nobody", () => {
    const reviewed = review([[live, {}]], { routes: [routeEvidence("GET /live")] });
    expect(findingsOf(untestedHealthCheck, reviewed)).toEqual([]);
  });

  it("can't tell where no request was seen", () => {
    expect(untestedHealthCheck.judge(review([[live, {}]])).state).toBe("unknown");
  });
});
