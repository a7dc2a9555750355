import {
  absent,
  NOT_APPLICABLE,
  present,
  unknown,
  UNKNOWN,
  type CheckResult,
  type CriterionId,
  type Fact,
  type Judgement,
} from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { criteriaResults, type CriteriaInput } from "../../src/judge/criteria-results.js";
import { finding } from "../support/findings.js";
import { place, site } from "../support/sites.js";

const JUDGED: Judgement = { state: "judged", findings: [], good: [] };

describe("a criterion", () => {
  it("is unmet where something is found against it, by those findings", () => {
    const found = finding("high", "timeout-outbound", { alsoUnmet: ["failure-cascade"] });

    expect(standingOf("timeout-outbound", { findings: [found] })).toEqual({
      status: "unmet",
      decidedBy: [found.fingerprint],
    });
    expect(standingOf("failure-cascade", { findings: [found] })).toMatchObject({ status: "unmet" });
  });

  it("is not unmet for what is suppressed", () => {
    const found = finding("high", "timeout-outbound", { status: "suppressed" });

    expect(standingOf("timeout-outbound", { findings: [found] }).status).toBe("not-applicable");
  });

  it.each<readonly [string, readonly Fact[], string]>([
    ["met where its mechanism is there", [present("2 s"), present("3 s")], "met"],
    ["met where some of it can't be told", [present("2 s"), unknown("a variable")], "met"],
    ["unknown where none of it can be told", [unknown("a variable")], "unknown"],
    ["unknown where an absence was not reported", [present("2 s"), absent("none")], "unknown"],
    ["not applicable where there is nothing to protect", [], "not-applicable"],
  ])("of a rule is %s", (_, facts, status) => {
    const sites = facts.map((timeout, index) =>
      site("outbound-call", { location: place("src/a.ts", index + 1), mechanisms: { timeout } }),
    );

    expect(standingOf("timeout-outbound", { sites })).toEqual({
      status,
      decidedBy: ["require-timeout"],
    });
  });

  it.each<readonly [string, Judgement, string]>([
    ["met where the check found nothing", JUDGED, "met"],
    ["unknown where the check lacks data", UNKNOWN, "unknown"],
    ["not applicable where the check has no concern", NOT_APPLICABLE, "not-applicable"],
  ])("of a check is %s", (_, judgement, status) => {
    const checked = [resultOf("no-concurrency-test", "tests-concurrency", judgement)];

    expect(standingOf("tests-concurrency", { checked })).toEqual({
      status,
      decidedBy: ["no-concurrency-test"],
    });
  });

  it("is met where one of its checks says so, and none objects", () => {
    const checked = [
      resultOf("require-health-check", "failure-health-check", JUDGED),
      resultOf("k8s-require-probes", "failure-health-check", NOT_APPLICABLE),
    ];

    expect(standingOf("failure-health-check", { checked })).toEqual({
      status: "met",
      decidedBy: ["require-health-check"],
    });
  });

  it("is unknown where nothing decides it yet", () => {
    expect(standingOf("tests-pooling", {})).toEqual({ status: "unknown", decidedBy: [] });
  });

  it("is an open question where only people know", () => {
    const open = criteriaResults(input({})).filter(({ status }) => status === "open");

    expect(open.length).toBeGreaterThan(0);
    expect(open.every(({ decidedBy }) => decidedBy.length === 0)).toBe(true);
  });

  it("is met by the review itself where it is a part of one", () => {
    expect(standingOf("review-summary", {}).status).toBe("met");
  });

  it("does not apply where the configuration leaves it out", () => {
    const off = new Set<CriterionId>(["timeout-outbound"]);

    expect(standingOf("timeout-outbound", { off, findings: [finding("high")] })).toEqual({
      status: "not-applicable",
      decidedBy: ["configuration"],
    });
  });
});

function standingOf(id: CriterionId, parts: Partial<CriteriaInput>) {
  const result = criteriaResults(input(parts)).find((candidate) => candidate.id === id);
  return { status: result?.status, decidedBy: result?.decidedBy };
}

function input(parts: Partial<CriteriaInput>): CriteriaInput {
  return { findings: [], sites: [], checked: [], off: new Set(), ...parts };
}

function resultOf(check: string, criterion: CriterionId, judgement: Judgement): CheckResult {
  return { check, criteria: [criterion], judgement };
}
