import type { Finding, Obstacle, Rung } from "@faultline/contract";
import { absent, present, UNKNOWN } from "@faultline/contract";
import type { Change } from "../../src/collect/change.js";
import { lineMap } from "../../src/collect/line-map.js";
import { withChangeStatus } from "../../src/join/change-status.js";
import { touchedBy } from "../../src/join/touched.js";
import { buildLedger } from "../../src/join/ledger.js";
import { judge } from "../../src/judge/judge.js";
import { evidence } from "./evidence.js";
import { finding } from "./findings.js";
import { place, site } from "./sites.js";

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

export interface Scenario {
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

/** The verdict on one file in that state. */
export function verdictOn({
  said = [],
  before = [],
  diff = "none",
  silenced,
  ...scenario
}: Scenario) {
  const sites = scenario.site ? [siteOf(scenario.site)] : [];
  const change = changeOf(diff);
  const found = said.map((name): Finding => ({
    ...SAID[name],
    ...(silenced && { status: "suppressed" }),
  }));
  const line = diff === "above it" ? 8 : 10;
  const findings = change
    ? withChangeStatus(found, {
        change,
        touched: touchedBy(change, sites),
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
