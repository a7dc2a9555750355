// `npm test [-- --only STEP]`: everything a change must pass. Installs first where that is needed.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode, runStep } from "./run-step.mjs";
import { runVitest } from "./vitest.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const BIN = {
  tsc: "node_modules/typescript/bin/tsc",
  eslint: "node_modules/eslint/bin/eslint.js",
  prettier: "node_modules/prettier/bin/prettier.cjs",
  knip: "node_modules/knip/bin/knip.js",
};

const tests = { passed: 0, failed: 0 };

/** In the order in which they run; the first that fails is the last. */
const STEPS = {
  install: async () => install(),
  generate: () => node("tools/generate.mjs", "--check"),
  build: () => build(ROOT, ["packages/cli", "packages/eslint-plugin"]),
  types: () => node(BIN.tsc, "-b"),
  lint: () => node(BIN.eslint, ".", "--max-warnings", "0"),
  format: () => node(BIN.prettier, "--check", "--log-level", "warn", "."),
  knip: () => node(BIN.knip, "--no-progress"),
  packages: () => node("tools/check-packages.mjs"),
  unit: () => vitest(),
  "example-before": () => vitest("examples/payment-service/before"),
  "example-after": () => vitest("examples/payment-service/after"),
};

const { values } = parseArgs({ options: { only: { type: "string" } } });
process.exitCode = await main(values.only);

async function main(only) {
  if (only !== undefined && !Object.hasOwn(STEPS, only)) {
    console.error(`There is no step "${only}"; steps are ${Object.keys(STEPS).join(", ")}.`);
    return 2;
  }
  const names = only === undefined ? Object.keys(STEPS) : [...new Set(["install", only])];
  const steps = { passed: 0, failed: 0 };
  for (const name of names) {
    const passed = await runStep(name, STEPS[name]);
    steps[passed ? "passed" : "failed"] += 1;
    if (!passed) break;
  }
  const failed = tests.failed + steps.failed;
  console.log(`${tests.passed + steps.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function install() {
  const { ok, did, output } = ensureInstalled(ROOT);
  return { code: ok ? 0 : 1, output, note: did === "nothing" ? "up to date" : "npm ci" };
}

function node(script, ...args) {
  return runNode([join(ROOT, script), ...args], { cwd: ROOT });
}

async function vitest(folder) {
  const result = await runVitest(ROOT, { folder });
  tests.passed += result.totals.passed;
  tests.failed += result.totals.failed;
  return result;
}
