// `npm run demo`: reviews the payment service before and after it was made reliable.
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { ensureInstalled } from "./install.mjs";
import { runNode } from "./run-step.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const FAULTLINE = join(ROOT, "packages/cli/bin/faultline.js");

process.exitCode = (await prepare()) && (await reviewBoth()) ? 0 : 1;

/** Installs and builds what is not there or out of date. */
async function prepare() {
  const { ok, output } = ensureInstalled(ROOT);
  if (!ok) console.error(output);
  if (!ok) return false;
  const built = await build(ROOT, ["packages/cli"]);
  if (built.code !== 0) console.error(built.output);
  return built.code === 0;
}

async function reviewBoth() {
  const before = await review("before");
  const after = await review("after");
  return before && after;
}

/** True when the review gave a verdict, whichever it was. */
async function review(state) {
  console.log(`\n=== payment-service, ${state} ===\n`);
  const cwd = join(ROOT, "examples/payment-service", state);
  const { code } = await runNode([FAULTLINE, "review", "--run-tests"], { cwd, visible: true });
  return code === 0 || code === 1;
}
