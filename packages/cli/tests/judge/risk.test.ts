import type { FaultSite } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { assessRisk, type RiskMaterial } from "../../src/judge/risk.js";
import { place, site } from "../support/sites.js";

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
    expect(riskOf({ outcome, counts }).level).toBe(level);
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

describe("the risk of a change", () => {
  const up = "migrations/2_drop.sql";

  it("is high where a migration of it can't be taken back", () => {
    expect(riskOf({ changed: [up], files: [up] })).toMatchObject({
      level: "high",
      reasons: ["migrations/2_drop.sql can't be taken back."],
    });
  });

  it("is not where the way down stands beside it", () => {
    const files = ["migrations/2_drop.up.sql", "migrations/2_drop.down.sql"];

    expect(riskOf({ changed: files, files }).level).toBe("low");
  });

  it("is medium where no test ran what it touches", () => {
    const route = site("route", { target: "POST /pay", location: place("src/a.ts", 4) });
    const entry = (rung: "absent" | "executed") => ({
      site: route,
      evidence: { rung, failures: {}, tests: [] },
      findings: [],
    });

    expect(riskOf({ changed: ["src/a.ts"], reviewed: [entry("absent")] })).toMatchObject({
      level: "medium",
      reasons: ["No test ran 1 of the 1 routes and calls that the change touches."],
    });
    expect(riskOf({ changed: ["src/a.ts"], reviewed: [entry("executed")] }).level).toBe("low");
  });
});

it("names the feature flags that can switch a change off", () => {
  expect(riskOf({ dependencies: new Set(["fastify", "unleash-client"]) }).rollback).toBe(
    "What stands behind a feature flag (unleash-client) can be switched off.",
  );
});

function wayBack(sites: readonly FaultSite[], files: readonly string[]): string {
  return riskOf({ sites, files }).rollback;
}

function riskOf(parts: Partial<RiskMaterial>) {
  return assessRisk({
    outcome: "approve",
    counts: NONE,
    sites: [],
    files: [],
    dependencies: new Set(),
    changed: undefined,
    touches: { services: [], endpoints: [], dataModels: [], integrations: [] },
    reviewed: [],
    ...parts,
  });
}
