import { describe, expect, it } from "vitest";
import { assessRisk } from "../../src/judge/risk.js";
import { site } from "../support/sites.js";

const NONE = { critical: 0, high: 0, medium: 0, low: 0 };

describe("the risk", () => {
  it.each([
    ["low", "approve", NONE],
    ["medium", "conditional", { ...NONE, medium: 1 }],
    ["high", "revise", { ...NONE, high: 1 }],
    ["high", "block", { ...NONE, critical: 1 }],
    ["medium", "revise", NONE],
    ["high", "cannot-judge", NONE],
  ] as const)("is %s where the verdict is %s", (level, outcome, counts) => {
    expect(assessRisk(outcome, counts, [], []).level).toBe(level);
  });
});

describe("the way back", () => {
  const deployment = site("workload", { operation: "Deployment", target: "Deployment shop" });
  const job = site("workload", { operation: "Job", target: "Job migrate" });

  it("is the deployment's own, and the migrations' where they go down", () => {
    const files = ["migrations/1.up.sql", "migrations/1.down.sql", "migrations/2.up.sql"];

    expect(wayBack([deployment, job], files)).toBe(
      "Roll back with `kubectl rollout undo` (Deployment shop). Each schema change has a way down (1 down migrations).",
    );
  });

  it("keeps the new schema where migrations go one way", () => {
    expect(wayBack([], ["db/migrations/001_create.sql"])).toBe(
      "Migrations have no way down, so a rollback keeps the new schema.",
    );
  });

  it("is a question where the repository shows neither", () => {
    expect(wayBack([job], ["src/immigration/form.ts"])).toMatch(/shows no deployment/);
  });
});

function wayBack(sites: Parameters<typeof assessRisk>[2], files: readonly string[]): string {
  return assessRisk("approve", NONE, sites, files).rollback;
}
