import { absent, present, unknown, type Fact } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { goodMechanisms } from "../../src/judge/good-mechanisms.js";
import { place, site } from "../support/sites.js";

describe("what is good", () => {
  it("is a mechanism that is there wherever it applies", () => {
    expect(goodMechanisms(calls(present("2 s"), present("3 s"), unknown("a variable")))).toEqual([
      {
        criterion: "timeout-outbound",
        message: "Outbound calls have a time limit (2 places)",
        locations: [place("src/a.ts", 1), place("src/a.ts", 2)],
      },
    ]);
  });

  it("says how, where there is one way", () => {
    const mechanisms = { "gradual-rollout": present("rolls with maxSurge 1") };

    expect(goodMechanisms([site("workload", { mechanisms })])).toMatchObject([
      { criterion: "rollout-gradual", message: "Deployment is gradual: rolls with maxSurge 1" },
    ]);
  });

  it("is not a mechanism that is missing anywhere", () => {
    expect(goodMechanisms(calls(present("2 s"), absent("none")))).toEqual([]);
  });

  it("is not a mechanism that nobody can see", () => {
    expect(goodMechanisms(calls(unknown("a variable")))).toEqual([]);
  });
});

function calls(...timeouts: readonly Fact[]) {
  return timeouts.map((timeout, index) =>
    site("outbound-call", { location: place("src/a.ts", index + 1), mechanisms: { timeout } }),
  );
}
