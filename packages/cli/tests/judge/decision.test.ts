import type { Finding, Gate, Obstacle, Outcome } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { countSeverities, decide, headline } from "../../src/judge/decision.js";
import { finding } from "../support/findings.js";

const PASSED: Gate = { name: "tests", status: "passed", detail: "" };
const FAILED: Gate = { name: "tests", status: "failed", detail: "" };
const NOT_RUN: Gate = { name: "types", status: "not-run", detail: "" };
const OBSTACLE: Obstacle = { message: "No test run left evidence.", remedy: "Run them." };

const critical = finding("critical");
const high = finding("high");
const medium = finding("medium");
const low = finding("low");
const unhealthy = finding("high", "failure-health-check");

interface Case {
  readonly findings?: readonly Finding[];
  readonly gates?: readonly Gate[];
  readonly obstacles?: readonly Obstacle[];
}

describe("a verdict", () => {
  it.each<readonly [string, Case, Outcome, string]>([
    ["nothing is open", {}, "approve", "LGTM"],
    ["gates did not run", { gates: [NOT_RUN] }, "approve", "LGTM"],
    ["only low findings are open", { findings: [low, low] }, "approve", "LGTM"],
    ["one medium finding is open", { findings: [medium] }, "conditional", "LGTM with 1 condition"],
    [
      "medium and low findings are open",
      { findings: [medium, low, medium] },
      "conditional",
      "LGTM with 2 conditions",
    ],
    [
      "a high finding is open",
      { findings: [medium, high] },
      "revise",
      "BLOCK (0 critical, 1 high)",
    ],
    ["a gate failed", { gates: [PASSED, FAILED] }, "revise", "BLOCK (0 critical, 0 high)"],
    [
      "a critical finding is open",
      { findings: [high, critical], gates: [FAILED] },
      "block",
      "BLOCK (1 critical, 1 high)",
    ],
    [
      "something is rejected outright",
      { findings: [unhealthy] },
      "block",
      "BLOCK (0 critical, 1 high)",
    ],
    [
      "what would be rejected outright was lowered",
      { findings: [{ ...unhealthy, severity: "medium" }] },
      "conditional",
      "LGTM with 1 condition",
    ],
    [
      "what is wrong was there before, or is suppressed",
      {
        findings: [
          { ...critical, status: "inherited" },
          { ...unhealthy, status: "suppressed" },
        ],
      },
      "approve",
      "LGTM",
    ],
    ["something is not known", { obstacles: [OBSTACLE] }, "cannot-judge", "CANNOT JUDGE"],
    [
      "something is not known, and something else is wrong",
      { obstacles: [OBSTACLE], findings: [critical, unhealthy], gates: [FAILED] },
      "cannot-judge",
      "CANNOT JUDGE (1 critical, 1 high)",
    ],
  ])("where %s", (_, { findings = [], gates = [PASSED], obstacles = [] }, outcome, text) => {
    const decided = decide({ findings, gates, obstacles });

    expect(decided).toBe(outcome);
    expect(headline(decided, countSeverities(findings))).toBe(text);
  });
});
