import { describe, expect, it } from "vitest";
import { findEscalations } from "../../src/judge/escalations.js";
import { place, site } from "../support/sites.js";

describe("an escalation", () => {
  it.each([
    ["POST /payments", "Code that moves money is touched"],
    ["POST /users/:id/login", "Authentication is touched"],
    ["https://kms.example.com/decrypt", "Secrets or cryptography are touched"],
  ])("goes to security for %s", (target, reason) => {
    const route = site("route", { target, location: place("src/app.ts", 3) });

    expect(findEscalations([route])).toEqual([
      { to: "security", reason, locations: [place("src/app.ts", 3)] },
    ]);
  });

  it("names each file once", () => {
    const at = (line: number) =>
      site("outbound-call", { location: place("src/payment_client.ts", line) });

    expect(findEscalations([at(4), at(9)])[0]?.locations).toEqual([
      place("src/payment_client.ts", 4),
    ]);
  });

  it.each(["GET /paymentsville", "GET /authors", "GET /tokenize"])(
    "is none for %s, which only begins like one",
    (target) => {
      expect(findEscalations([site("route", { target })])).toEqual([]);
    },
  );

  it("is none for what is neither asked nor asks", () => {
    expect(findEscalations([site("log", { location: place("src/payments.ts") })])).toEqual([]);
  });
});
