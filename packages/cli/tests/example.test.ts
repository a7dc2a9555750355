import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Verdict } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { cut, edit, paymentService, removeTest } from "./support/example.js";
import { reviewOf } from "./support/verdict-of.js";

/** A test run of a copy of the example takes ten seconds and more. */
const RUNS_TESTS = { timeout: 120_000 };

describe("the payment service before", () => {
  it("has the guide's four problems, and its four good points", RUNS_TESTS, async () => {
    const verdict = await reviewOf(paymentService("before"), "--run-tests");

    expect(verdict.headline).toBe("BLOCK (0 critical, 4 high)");
    expect(problemsOf(verdict)).toEqual([
      "high require-health-check failure-health-check",
      "high require-retry retry-present",
      "high unsimulated-failure tests-timeouts",
      "high happy-path-only tests-not-happy-only",
    ]);
    expect(goodOf(verdict)).toEqual(
      expect.arrayContaining([
        "transaction-rollback",
        "rollout-gradual",
        "tests-concurrency",
        "tests-invariants",
      ]),
    );
  });

  it("has one problem less with a health route and probes that ask it", RUNS_TESTS, async () => {
    const root = paymentService("before");
    const route = "  app.get('/health', () => ({ status: 'ok' }));\n\n";
    const probe = "httpGet: { path: /health, port: http }";
    edit(root, "src/app.ts", (text) => text.replace("  return { app, pool };", `${route}$&`));
    edit(root, "k8s/deployment.yaml", (text) =>
      text.replace(
        / {10}resources:/,
        `          readinessProbe: { ${probe} }\n          livenessProbe: { ${probe}, failureThreshold: 9 }\n$&`,
      ),
    );
    const verdict = await reviewOf(root, "--run-tests");

    expect(verdict.headline).toBe("BLOCK (0 critical, 3 high)");
    expect(problemsOf(verdict)).toEqual([
      "high require-retry retry-present",
      "high unsimulated-failure tests-timeouts",
      "high happy-path-only tests-not-happy-only",
      "medium untested-health-check failure-health-tested",
    ]);
  });
});

describe("the payment service after", () => {
  it("is LGTM, and BLOCK as soon as its probes are gone", RUNS_TESTS, async () => {
    const root = paymentService("after");
    const verdict = await reviewOf(root, "--run-tests");

    expect(verdict.headline).toBe("LGTM");
    expect(problemsOf(verdict)).toEqual([]);

    cut(root, "k8s/deployment.yaml", "          startupProbe:", "          lifecycle:");
    const unprobed = await reviewOf(root);

    expect(unprobed.headline).toBe("BLOCK (0 critical, 1 high)");
    expect(problemsOf(unprobed)).toEqual(["high k8s-require-probes failure-health-check"]);
  });

  it("is BLOCK without the retry", RUNS_TESTS, async () => {
    const root = paymentService("after");
    cut(root, "src/processor.ts", "async function chargeWithRetry(", "/** One attempt.");
    edit(root, "src/processor.ts", (text) =>
      text.replace(
        "(request, log) => chargeWithRetry(config, request, log)",
        "(request) => sendCharge(config, request)",
      ),
    );
    const verdict = await reviewOf(root, "--run-tests");

    expect(verdict.headline).toBe("BLOCK (0 critical, 2 high)");
    expect(problemsOf(verdict)).toEqual([
      "high gates review-quality-gates",
      "high require-retry retry-present",
    ]);
  });

  it("is not LGTM without the tests that let the processor hang", RUNS_TESTS, async () => {
    const root = paymentService("after");
    removeTest(root, "tests/processor.test.ts", "retries a charge that timed out");
    removeTest(root, "tests/processor.test.ts", "answers 503 and leaves the payment pending");
    const verdict = await reviewOf(root, "--run-tests");

    expect(verdict.headline).toBe("BLOCK (0 critical, 1 high)");
    expect(problemsOf(verdict)).toEqual(["high unproven-mechanism tests-mechanisms"]);
  });

  it("is not LGTM without the tests of concurrency and of rollback", RUNS_TESTS, async () => {
    const root = paymentService("after");
    rmSync(join(root, "tests/concurrency.test.ts"));
    removeTest(root, "tests/invariants.test.ts", "rolls the whole capture back");
    removeTest(root, "tests/invariants.test.ts", "answers 500 and books nothing");
    removeTest(root, "tests/database.test.ts", "survives a connection lost");
    const verdict = await reviewOf(root, "--run-tests");

    expect(problemsOf(verdict)).toEqual([
      "high no-concurrency-test tests-concurrency",
      "high untested-error-path tests-error-paths",
      "high unproven-mechanism tests-mechanisms",
      "high untested-error-path tests-error-paths",
      "high untested-error-path tests-error-paths",
    ]);
  });

  it("is BLOCK without health routes and without ROLLBACK", RUNS_TESTS, async () => {
    const root = paymentService("after");
    cut(root, "src/health.ts", "  // Asks nothing", "  return {\n    drain");
    edit(root, "src/database.ts", (text) => text.replace('"ROLLBACK"', '"SELECT 1"'));
    const verdict = await reviewOf(root, "--run-tests");

    expect(verdict.headline).toBe("BLOCK (0 critical, 2 high)");
    expect(problemsOf(verdict)).toEqual([
      "high gates review-quality-gates",
      "high require-health-check failure-health-check",
    ]);
    expect(goodOf(verdict)).not.toContain("transaction-rollback");
  });
});

/** What stands against a verdict: severity, check and criterion, in its own order. */
function problemsOf({ findings }: Verdict): readonly string[] {
  return findings.map(({ severity, check, criterion }) => `${severity} ${check} ${criterion}`);
}

function goodOf({ lenses }: Verdict): readonly string[] {
  return [...lenses.infrastructure.good, ...lenses.testing.good].map(({ criterion }) => criterion);
}
