import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEvidence } from "@faultline/contract";
import { expect, it } from "vitest";
import { runTests } from "../../src/collect/run-tests.js";
import { withRunners } from "../support/with-runners.js";

const SUM = {
  "jest.config.json": '{ "transform": {} }',
  "vitest.config.mjs": 'export default { test: { globals: true, include: ["tests/*.js"] } };',
  "src/sum.js": "exports.sum = (a, b) => a + b;\n",
  "tests/sum.test.js": 'it("adds", () => { expect(1 + 1).toBe(2); });\n',
};

/** The runner that the evidence of a project's run names, and the tests it has. */
async function ran(manifest: object, ...runners: readonly ("jest" | "vitest")[]): Promise<unknown> {
  const tree = { ...SUM, "package.json": JSON.stringify(manifest) };
  const root = withRunners(tree, ...runners);
  await runTests(root, {}, () => undefined);
  const evidence: unknown = JSON.parse(
    readFileSync(join(root, ".faultline/evidence.json"), "utf8"),
  );
  const parsed = parseEvidence(evidence);
  return parsed.ok && `${parsed.value.runner.name}: ${String(parsed.value.tests.passed)} passed`;
}

it.each([
  ["the one that is installed", {}, ["jest"], "jest: 1 passed"],
  [
    "the one that its test script names",
    { scripts: { test: "NODE_ENV=test jest --ci" } },
    ["vitest", "jest"],
    "jest: 1 passed",
  ],
  [
    "the one it depends on",
    { devDependencies: { jest: "^30" } },
    ["vitest", "jest"],
    "jest: 1 passed",
  ],
  [
    "the other where it depends on that",
    { devDependencies: { vitest: "^4" } },
    ["vitest", "jest"],
    "vitest: 1 passed",
  ],
] as const)(
  "runs a project's tests with %s",
  { timeout: 60_000 },
  async (_which, manifest, runners, expected) => {
    expect(await ran(manifest, ...runners)).toBe(expected);
  },
);
