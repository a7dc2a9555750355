import { describe, expect, it } from "vitest";
import { untestedBoundary } from "../../src/checks/untested-boundary.js";
import { review, routeEvidence, site } from "../factories.js";
import { findingsOf, goodOf } from "./texts.js";

const pay = site("route", { line: 5, target: "POST /payments" });
const edit = site("route", { line: 9, target: "PATCH /payments/:id" });
const list = site("route", { line: 12, target: "GET /payments" });
const sites = [
  [pay, {}],
  [edit, {}],
  [list, {}],
] as const;

describe("untested-boundary", () => {
  it("reports once that no route that takes input was seen to refuse any", () => {
    const routes = [
      routeEvidence("POST /payments", { 201: 4, 404: 1 }),
      routeEvidence("PATCH /payments/:id"),
    ];
    expect(findingsOf(untestedBoundary, review(sites, { routes }))).toMatchInlineSnapshot(`
      [
        "tests-edge-cases
      src/payments.ts:5, src/payments.ts:9
      Tests saw PATCH /payments/:id and POST /payments (src/payments.ts:5) answer only 200, 201 and 404: none of them sent what should be refused. Empty, missing, oversized and negative values reach production untried, and what is not refused is stored.
      Send POST /payments a body at and just beyond each limit, and assert 400 with a message a client can act on.",
      ]
    `);
  });

  it.each(["400", "413", "422"])("is met by one that answered %s", (status) => {
    const routes = [
      routeEvidence("POST /payments", { 201: 4, [status]: 1 }),
      routeEvidence("PATCH /payments/:id"),
    ];
    expect(findingsOf(untestedBoundary, review(sites, { routes }))).toEqual([]);
    expect(goodOf(untestedBoundary, review(sites, { routes }))).toHaveLength(1);
  });

  it("asks nothing of routes that only read", () => {
    expect(untestedBoundary.judge(review([[list, {}]])).state).toBe("not-applicable");
  });

  it("can't tell where no request was seen", () => {
    expect(untestedBoundary.judge(review(sites)).state).toBe("unknown");
  });
});
