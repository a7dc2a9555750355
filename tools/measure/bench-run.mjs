import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CannotMeasure, ROOT } from "./measuring-place.mjs";
import { runScript } from "./run-script.mjs";

const WORKER = join(ROOT, "tools/measure/bench-worker.mjs");

/** @typedef {{ root: string, files: readonly string[] }} FileGroup */
/** @typedef {{ userMs: number, rssMb: number, findings: number, stopped: number }} Cost */

/**
 * What ESLint costs with each set of rules, as medians. The runs take turns, so that what else the machine does
 * befalls all of them.
 * @param {readonly FileGroup[]} groups
 * @param {readonly string[]} ruleSets
 * @param {{ cache: string, peers: string, runs: number }} options
 * @returns {Promise<Map<string, Cost>>}
 */
export async function costsOf(groups, ruleSets, { cache, peers, runs }) {
  const samples = new Map(ruleSets.map((rules) => [rules, []]));
  for (let run = 0; run < runs; run += 1)
    for (const [rules, costs] of samples) costs.push(await costOf({ groups, rules, peers }, cache));
  return new Map([...samples].map(([rules, costs]) => [rules, medians(costs)]));
}

async function costOf(task, cache) {
  const folder = join(cache, "bench");
  const file = join(folder, `${task.rules}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(task));
  const args = ["--max-old-space-size=4096", WORKER, file];
  const { code, output } = await runScript(args, { cwd: folder });
  if (code !== 0) throw new CannotMeasure(`ESLint failed with the rules of ${task.rules}.`);
  return JSON.parse(output);
}

function medians(costs) {
  const of = (name) => median(costs.map((cost) => cost[name]));
  return {
    userMs: of("userMs"),
    rssMb: of("rssMb"),
    findings: of("findings"),
    stopped: of("stopped"),
  };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
