// `npm run test:services`: the examples' own suites against a real PostgreSQL, and the reporter against real
// servers of each protocol.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { ensureInstalled } from "./install.mjs";
import { runStep } from "./run-step.mjs";
import { runVitest } from "./vitest.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const EXAMPLES = ["examples/payment-service/before", "examples/payment-service/after"];
const REPORTER = { folder: "packages/test-reporter", config: "vitest.services.config.ts" };

process.exitCode = await main();

async function main() {
  const { ok, output } = ensureInstalled(ROOT);
  if (!ok) {
    console.error(output);
    return summarise({ passed: 0, failed: 1, skipped: 0 });
  }
  const url = await findPostgres();
  const totals = url === undefined ? withoutPostgres() : { passed: 0, failed: 0, skipped: 0 };
  if (url !== undefined) {
    for (const folder of EXAMPLES) await run(totals, { folder, env: { DATABASE_URL: url } });
  }
  // Each of its suites looks for its server itself, and skips or fails like the examples.
  await run(totals, REPORTER);
  return summarise(totals);
}

async function run(totals, suite) {
  const passed = await runStep(suite.folder, async () => {
    const result = await runVitest(ROOT, suite);
    for (const outcome of Object.keys(totals)) totals[outcome] += result.totals[outcome];
    return result;
  });
  // A suite can fail without a failing test: a broken set-up, an unhandled error.
  if (!passed && totals.failed === 0) totals.failed = 1;
}

/** On a developer's machine a missing database is a gap to see; in CI it is a broken set-up. */
function withoutPostgres() {
  const inCi = Boolean(process.env["CI"]);
  console.log(`${inCi ? "FAIL" : "SKIP"}  no PostgreSQL answers at DATABASE_URL or 127.0.0.1:5432`);
  const count = EXAMPLES.length;
  return { passed: 0, failed: inCi ? count : 0, skipped: inCi ? 0 : count };
}

function summarise({ passed, failed, skipped }) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

async function findPostgres() {
  const given = process.env["DATABASE_URL"];
  const local = ["root", "postgres"].map((user) => `postgres://${user}@127.0.0.1:5432/test`);
  for (const url of given ? [given] : local) {
    if (await answers(url)) return url;
  }
  return undefined;
}

async function answers(connectionString) {
  // `pg` is the examples' dependency, not the workspace's.
  const { default: pg } = await import(
    createRequire(join(ROOT, EXAMPLES[0], "package.json")).resolve("pg")
  );
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}
