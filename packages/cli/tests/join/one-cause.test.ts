import { describe, expect, it } from "vitest";
import { oneFindingPerCause } from "../../src/join/one-cause.js";
import { finding } from "../support/findings.js";
import { place } from "../support/sites.js";

const noRoute = (file: string) =>
  finding("high", "failure-health-check", { check: "require-health-check", location: place(file) });
const noProbe = (file: string) =>
  finding("high", "failure-health-check", {
    check: "k8s-require-probes",
    alsoUnmet: ["probes-complete"],
    location: place(file),
  });

describe("findings with one cause", () => {
  it("become one, with the other place beside it", () => {
    const cause = noRoute("src/main.ts");

    expect(oneFindingPerCause([noProbe("k8s/app.yaml"), cause], ["."])).toEqual([
      { ...cause, related: [place("k8s/app.yaml")], alsoUnmet: ["probes-complete"] },
    ]);
  });

  it("stay apart where the cause is not there", () => {
    const findings = [noProbe("k8s/app.yaml"), finding("high")];

    expect(oneFindingPerCause(findings, ["."])).toEqual(findings);
  });

  it("stay apart in different packages", () => {
    const findings = [noRoute("packages/a/src/main.ts"), noProbe("packages/b/k8s/app.yaml")];

    expect(oneFindingPerCause(findings, [".", "packages/a", "packages/b"])).toEqual(findings);
  });

  it.each([0, 1])("stay apart where one of them is suppressed", (index) => {
    const findings = [noRoute("src/main.ts"), noProbe("k8s/app.yaml")].map((one, position) =>
      position === index ? { ...one, status: "suppressed" as const } : one,
    );

    expect(oneFindingPerCause(findings, ["."])).toEqual(findings);
  });
});
