import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { expect, it } from "vitest";

const EXAMPLE = resolve(import.meta.dirname, "../../../../examples/payment-service/after");
const REPORTER = resolve(import.meta.dirname, "../../dist/vitest.js");
const VITEST = join(
  dirname(createRequire(import.meta.url).resolve("vitest/package.json")),
  "vitest.mjs",
);

interface Outcome {
  readonly exitCode: number | null;
  /** `passed tests/app.test.ts serves …`, in the order Vitest reports them. */
  readonly tests: readonly string[];
}

/** What Vitest's own JSON report says of the example's suite. */
function outcome(...reporters: readonly string[]): Outcome {
  const flags = ["json", ...reporters].map((reporter) => `--reporter=${reporter}`);
  const { status, stdout } = spawnSync(process.execPath, [VITEST, "run", ...flags], {
    cwd: EXAMPLE,
    encoding: "utf8",
  });
  const [line = ""] = stdout.split("\n").filter((each) => each.startsWith("{"));
  // Sound: the shape of Jest's JSON report, which Vitest documents as its own.
  const report = JSON.parse(line) as {
    readonly testResults: readonly {
      readonly name: string;
      readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
    }[];
  };
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, status: state }) => `${state} ${name} ${fullName}`),
  );
  return { exitCode: status, tests: tests.toSorted() };
}

it("leaves the payment service's results and exit code as they are", { timeout: 120_000 }, () => {
  const alone = outcome();
  expect(alone.exitCode).toBe(0);
  expect(alone.tests.length).toBeGreaterThan(60);

  expect(outcome(REPORTER)).toEqual(alone);
});
