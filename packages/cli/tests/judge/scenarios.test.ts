import type { Finding, Obstacle, Rung } from "@faultline/contract";
import { absent, present, UNKNOWN } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import type { Change } from "../../src/collect/change.js";
import { lineMap } from "../../src/collect/line-map.js";
import { withChangeStatus } from "../../src/join/change-status.js";
import { buildLedger } from "../../src/join/ledger.js";
import { judge } from "../../src/judge/judge.js";
import { evidence } from "../support/evidence.js";
import { finding } from "../support/findings.js";
import { place, site } from "../support/sites.js";

/** What the linter or a check says of line 10 of `src/a.ts`, in a word. */
const SAID = {
  "no time limit": finding("high", "timeout-outbound", at("require-timeout")),
  "no backoff": finding("high", "retry-backoff", at("require-backoff")),
  "no jitter": finding("medium", "retry-jitter", at("require-jitter")),
  "lost fields": finding("medium", "logs-structured", at("structured-logging")),
  "no ETag": finding("low", "http-caching", at("prefer-http-caching")),
  "swallowed error": finding("high", "logs-errors", at("no-swallowed-error")),
  "no health route": finding("high", "failure-health-check", at("require-health-check", "project")),
  "no memory limit": finding("high", "resource-limits", at("k8s-require-resources")),
  "secret in code": finding("critical", "security-secrets", at("no-secrets")),
  "untested handler": finding("high", "tests-error-paths", at("untested-error-path", "evidence")),
  "unproven retry": finding("high", "tests-mechanisms", at("unproven-mechanism", "evidence")),
  "mocked database": finding(
    "high",
    "tests-real-database",
    at("database-always-mocked", "evidence"),
  ),
  "little coverage": finding("medium", "tests-coverage", at("low-coverage", "evidence")),
  "failing suite": finding("high", "review-quality-gates", at("gates", "evidence")),
} as const;

/** Where the change is, seen from line 10; `none` reviews everything. */
type Diff =
  "none" | "same line" | "around it" | "elsewhere" | "above it" | "other file" | "new file";

interface Scenario {
  readonly said?: readonly (keyof typeof SAID)[];
  readonly site?: "call" | "handler" | "retry";
  readonly rung?: Rung | "unknown";
  readonly diff?: Diff;
  /** What was said at the base too. */
  readonly before?: readonly (keyof typeof SAID)[];
  readonly tests?: "passed" | "failed" | "none" | "partial";
  readonly silenced?: true;
}

function at(check: string, origin: Finding["origin"] = "rule"): Partial<Finding> {
  return { check, origin, location: place("src/a.ts", 10) };
}

const LGTM = "LGTM";
const ONE = "LGTM with 1 condition";
const HIGH = "BLOCK (0 critical, 1 high)";

describe("the verdict where", () => {
  it.each<readonly [string, Scenario, string, string]>([
    // Sound code, by what tests say of it.
    ["a limited call was met for real", { site: "call", rung: "real" }, "approve", LGTM],
    ["a handler is asserted", { site: "handler", rung: "asserted" }, "approve", LGTM],
    [
      "what a test did with a handler can't be told",
      { site: "handler", rung: "unknown" },
      "approve",
      LGTM,
    ],
    ["nobody ran the tests", { site: "call", tests: "none" }, "cannot-judge", "CANNOT JUDGE"],
    ["half of the tests ran", { site: "call", tests: "partial" }, "cannot-judge", "CANNOT JUDGE"],

    // One thing wrong, everything under review.
    ["a call has no limit", { said: ["no time limit"], site: "call" }, "revise", HIGH],
    ["a retry hammers", { said: ["no backoff"], site: "retry" }, "revise", HIGH],
    ["retries come all at once", { said: ["no jitter"], site: "retry" }, "conditional", ONE],
    ["a logger drops fields", { said: ["lost fields"] }, "conditional", ONE],
    ["a cache could help", { said: ["no ETag"] }, "approve", LGTM],
    [
      "an error disappears, and a test asserts that",
      { said: ["swallowed error"], site: "handler", rung: "asserted" },
      "revise",
      HIGH,
    ],
    ["nobody can ask whether it lives", { said: ["no health route"] }, "block", HIGH],
    ["it may starve its neighbours", { said: ["no memory limit"] }, "block", HIGH],
    [
      "a secret is in the code",
      { said: ["secret in code"] },
      "block",
      "BLOCK (1 critical, 0 high)",
    ],
    [
      "no test makes a failure happen",
      { said: ["untested handler"], site: "handler", rung: "written" },
      "revise",
      HIGH,
    ],
    [
      "no test exercises a retry",
      { said: ["unproven retry"], site: "retry", rung: "executed" },
      "revise",
      HIGH,
    ],
    ["tests replace the database", { said: ["mocked database"] }, "revise", HIGH],
    ["tests run too few lines", { said: ["little coverage"] }, "conditional", ONE],
    ["tests fail", { said: ["failing suite"], tests: "failed" }, "revise", HIGH],

    // Several things wrong: the gravest decides.
    [
      "two are medium",
      { said: ["no jitter", "lost fields"] },
      "conditional",
      "LGTM with 2 conditions",
    ],
    ["one is high, one medium", { said: ["no backoff", "no jitter"] }, "revise", HIGH],
    [
      "both lenses object",
      { said: ["no time limit", "untested handler"] },
      "revise",
      "BLOCK (0 critical, 2 high)",
    ],
    [
      "a secret is there and tests were not run",
      { said: ["secret in code"], tests: "none" },
      "cannot-judge",
      "CANNOT JUDGE (1 critical, 0 high)",
    ],
    ["something grave is silenced", { said: ["no time limit"], silenced: true }, "approve", LGTM],
    [
      "what is rejected outright is silenced",
      { said: ["no health route"], silenced: true },
      "approve",
      LGTM,
    ],

    // A change: what it touches decides.
    [
      "the change wrote the unlimited call",
      { said: ["no time limit"], site: "call", diff: "same line" },
      "revise",
      HIGH,
    ],
    [
      "the change touched an old unlimited call",
      { said: ["no time limit"], before: ["no time limit"], diff: "same line" },
      "revise",
      HIGH,
    ],
    [
      "the change is inside of an old retry",
      { said: ["no backoff"], before: ["no backoff"], site: "retry", diff: "around it" },
      "revise",
      HIGH,
    ],
    [
      "the change is inside of what an untested handler protects",
      { said: ["untested handler"], site: "handler", diff: "around it" },
      "revise",
      HIGH,
    ],
    [
      "the change is further down",
      { said: ["no time limit"], before: ["no time limit"], site: "call", diff: "elsewhere" },
      "approve",
      LGTM,
    ],
    [
      "the change pushed an old finding down",
      { said: ["no time limit"], before: ["no time limit"], site: "call", diff: "above it" },
      "approve",
      LGTM,
    ],
    [
      "the change is in another file",
      { said: ["no time limit"], diff: "other file" },
      "approve",
      LGTM,
    ],
    ["the file is new", { said: ["no time limit"], diff: "new file" }, "revise", HIGH],
    [
      "the change further down took the limit away",
      { said: ["no time limit"], site: "call", diff: "elsewhere" },
      "revise",
      HIGH,
    ],
    [
      "the change took the health route away",
      { said: ["no health route"], diff: "other file" },
      "block",
      HIGH,
    ],
    [
      "there never was a health route",
      { said: ["no health route"], before: ["no health route"], diff: "other file" },
      "approve",
      LGTM,
    ],
    [
      "an old handler is untested, and the change is in another file",
      { said: ["untested handler"], site: "handler", diff: "other file" },
      "approve",
      LGTM,
    ],
    [
      "old debt and a new condition meet",
      { said: ["no time limit", "no jitter"], before: ["no time limit"], diff: "elsewhere" },
      "conditional",
      ONE,
    ],
    [
      "a suite fails, whatever the change is",
      { said: ["failing suite"], tests: "failed", diff: "other file" },
      "revise",
      HIGH,
    ],
    [
      "the change is sound and tests were not run",
      { diff: "same line", tests: "none" },
      "cannot-judge",
      "CANNOT JUDGE",
    ],
    [
      "a secret was there before and is not touched",
      { said: ["secret in code"], before: ["secret in code"], diff: "elsewhere" },
      "approve",
      LGTM,
    ],
    [
      "the change silenced what it wrote",
      { said: ["no time limit"], diff: "same line", silenced: true },
      "approve",
      LGTM,
    ],
  ])("%s", (_, scenario, outcome, headline) => {
    const verdict = verdictOn(scenario);

    expect([verdict.verdict, verdict.headline]).toEqual([outcome, headline]);
    // Whoever approves on conditions says which, and whoever can't judge says what would help.
    expect(verdict.conditions?.length ?? 0).toBe(
      outcome === "conditional" ? verdict.counts.medium : 0,
    );
    expect(verdict.obstacles.every(({ remedy }) => remedy.includes("`"))).toBe(true);
    expect(verdict.obstacles.length > 0).toBe(outcome === "cannot-judge");
  });
});

function verdictOn({ said = [], before = [], diff = "none", silenced, ...scenario }: Scenario) {
  const sites = scenario.site ? [siteOf(scenario.site)] : [];
  const change = changeOf(diff);
  const found = said.map((name): Finding => ({
    ...SAID[name],
    ...(silenced && { status: "suppressed" }),
  }));
  const line = diff === "above it" ? 8 : 10;
  const findings = change
    ? withChangeStatus(found, sites, {
        change,
        findings: before.map((name) => ({ ...SAID[name], location: place("src/a.ts", line) })),
        compared: new Set(change.files.keys()),
      })
    : found;
  const run = runOf(scenario);
  return judge({
    findings,
    ledger: buildLedger(sites, run, findings),
    checked: [{ check: "low-coverage", criteria: ["tests-coverage"], judgement: UNKNOWN }],
    off: new Set(),
    policy: {
      preset: "recommended",
      severities: {},
      evidence: [],
      coverage: {},
      attestations: [],
      escalations: [],
    },
    today: "2026-11-28",
    evidence: run,
    coverage: undefined,
    change,
    reviewed: sites,
    dependencies: new Set(),
    obstacles: obstaclesOf(scenario),
    unseen: [],
    files: ["src/a.ts"],
    scope: { files: 1, sites: sites.length, paths: ["."] },
    inputs: [],
  });
}

function siteOf(kind: "call" | "handler" | "retry") {
  const location = place("src/a.ts", 10);
  const extent = { ...location, line: 9, endLine: 13 };
  if (kind === "call")
    return site("outbound-call", { location, mechanisms: { timeout: present("2 s") } });
  if (kind === "retry")
    return site("retry", { location, extent, mechanisms: { backoff: absent("none") } });
  return site("error-handler", { location, protects: { ...location, line: 5, endLine: 9 } });
}

function changeOf(diff: Diff): Change | undefined {
  if (diff === "none") return undefined;
  const hunk = (newStart: number, added: readonly string[], removed = added) => ({
    oldStart: newStart,
    removed,
    newStart,
    added,
  });
  const hunks = {
    "same line": [hunk(10, ["x"])],
    "around it": [hunk(9, ["x"])],
    elsewhere: [hunk(40, ["x"])],
    "above it": [hunk(1, ["x", "y"], [])],
    "other file": [],
    "new file": [
      hunk(
        1,
        Array.from({ length: 20 }, () => "x"),
        [],
      ),
    ],
  }[diff];
  const file = diff === "other file" ? "src/b.ts" : "src/a.ts";
  const was = diff === "new file" ? undefined : file;
  const lines = lineMap({ was, file, hunks }, new Map());
  return {
    ref: "main",
    base: "0".repeat(40),
    files: new Map([[file, { was, lines }]]),
    deleted: [],
  };
}

function runOf({ tests = "passed", rung = "executed", site: kind }: Scenario) {
  if (tests === "none") return undefined;
  const failed = tests === "failed" ? 1 : 0;
  return evidence({
    complete: tests !== "partial",
    tests: { total: 3, passed: 3 - failed, failed, skipped: 0 },
    sites: kind ? [{ id: siteOf(kind).id, rung, failures: {}, tests: [] }] : [],
  });
}

function obstaclesOf({ tests }: Scenario): readonly Obstacle[] {
  const remedy = "Run the whole suite: `npx vitest run`.";
  if (tests === "none") return [{ message: "No test run left evidence.", remedy }];
  return tests === "partial" ? [{ message: "The test evidence is incomplete.", remedy }] : [];
}
