import { describe, expect, it } from "vitest";
import { verdictOn, type Scenario } from "../support/scenario.js";

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
