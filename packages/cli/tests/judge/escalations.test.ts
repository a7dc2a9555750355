import type { FaultSite } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { findEscalations, type EscalationMaterial } from "../../src/judge/escalations.js";
import { place, site } from "../support/sites.js";

describe("an escalation", () => {
  it.each([
    ["POST /payments", "Code that moves money is touched"],
    ["POST /users/:id/login", "Authentication is touched"],
    ["https://kms.example.com/decrypt", "Secrets or cryptography are touched"],
  ])("goes to security for %s", (target, reason) => {
    const route = site("route", { target, location: place("src/app.ts", 3) });

    expect(escalationsOf([route])).toEqual([
      { to: "security", reason, locations: [place("src/app.ts", 3)] },
    ]);
  });

  it("names each file once", () => {
    const at = (line: number) =>
      site("outbound-call", { location: place("src/payment_client.ts", line) });

    expect(escalationsOf([at(4), at(9)])[0]?.locations).toEqual([
      place("src/payment_client.ts", 4),
    ]);
  });

  it.each(["GET /paymentsville", "GET /authors", "GET /tokenize"])(
    "is none for %s, which only begins like one",
    (target) => {
      expect(escalationsOf([site("route", { target })])).toEqual([]);
    },
  );

  it("is none for what is neither asked nor asks", () => {
    expect(escalationsOf([site("log", { location: place("src/payments.ts") })])).toEqual([]);
  });

  it("goes to product where a change touches routes, and to documentation where no page says so", () => {
    const route = site("route", { target: "GET /rates", location: place("src/app.ts", 3) });
    const to = (...changed: readonly string[]): readonly string[] =>
      escalationsOf([route], { changed }).map((escalation) => escalation.to);

    expect(to("src/app.ts")).toEqual(["product", "documentation"]);
    expect(to("src/app.ts", "docs/rates.md")).toEqual(["product"]);
    expect(escalationsOf([route])).toEqual([]);
  });

  it("goes to the team that the project names for a path", () => {
    const policy = [{ paths: ["src/ledger/**"], to: "accounting" }];

    expect(escalationsOf([], { changed: ["src/ledger/book.ts", "src/app.ts"], policy })).toEqual([
      {
        to: "accounting",
        reason: "src/ledger/** is touched",
        locations: [{ file: "src/ledger/book.ts", line: 1, column: 1, endLine: 1, endColumn: 1 }],
      },
    ]);
    expect(escalationsOf([], { changed: ["src/app.ts"], policy })).toEqual([]);
  });
});

function escalationsOf(sites: readonly FaultSite[], parts: Partial<EscalationMaterial> = {}) {
  return findEscalations({ sites, changed: undefined, policy: [], ...parts });
}
