// `npm run bench:reporter [-- --runs N] [--only serving|tiny]`: what the test reporter costs on top of Vitest, in CPU time
// and memory. Needs a PostgreSQL at DATABASE_URL, or at 127.0.0.1:5432. Exit code 1 where it costs more than it may.
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { CannotMeasure, measured, PLACE_OPTIONS, placesOf, ROOT } from "./measuring-place.mjs";
import { processCost } from "./process-cost.mjs";
import { servingSuite, tinySuite } from "./reporter-suites.mjs";

const MOST_RATIO = 1.05;
const MOST_ADDED_MB = 50;

const VITEST = join(ROOT, "node_modules/vitest/vitest.mjs");
const REPORTER = "@faultline/test-reporter/vitest";

const { values } = parseArgs({
  options: {
    ...PLACE_OPTIONS,
    runs: { type: "string", default: "7" },
    only: { type: "string" },
    coverage: { type: "string" },
  },
});

await measured(main);

async function main() {
  const { cache } = placesOf(values);
  const databaseUrl = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test";
  const suites = { serving: () => servingSuite(cache, databaseUrl), tiny: () => tinySuite(cache) };
  const chosen = Object.entries(suites).filter(([name]) => [undefined, name].includes(values.only));
  let isDear = false;
  for (const [, make] of chosen) {
    const suite = make();
    for (const coverage of ["none", "v8"].filter((one) =>
      [undefined, one].includes(values.coverage),
    )) {
      const { ratio, addedMb, line } = await compared(suite, coverage);
      console.log(line);
      if (ratio > MOST_RATIO || addedMb > MOST_ADDED_MB) isDear = true;
    }
  }
  return isDear ? 1 : 0;
}

/** The runs take turns, so that what else the machine does befalls both. */
async function compared(suite, coverage) {
  const without = [];
  const withIt = [];
  await run(suite, coverage, []);
  for (let turn = 0; turn < Number(values.runs); turn += 1) {
    without.push(await run(suite, coverage, []));
    withIt.push(await run(suite, coverage, [`--reporter=${REPORTER}`]));
  }
  const ratio = median(withIt.map(({ cpuMs }, turn) => cpuMs / without[turn].cpuMs));
  const addedMb = median(withIt.map(({ peakMb }, turn) => peakMb - without[turn].peakMb));
  const seconds = (costs) => (median(costs.map(({ cpuMs }) => cpuMs)) / 1000).toFixed(2);
  const memory = median(without.map(({ peakMb }) => peakMb)).toFixed(0);
  const line = `${suite.title}, coverage ${coverage}: ${seconds(without)} s → ${seconds(withIt)} s of the processor, × ${ratio.toFixed(3)}; ${memory} MB, ${addedMb.toFixed(0)} MB more`;
  return { ratio, addedMb, line };
}

async function run({ title, root }, coverage, flags) {
  const counted =
    coverage === "none" ? [] : ["--coverage.enabled", `--coverage.provider=${coverage}`];
  const args = [VITEST, "run", "--reporter=dot", ...flags, ...counted];
  const cost = await processCost(args, root);
  if (cost.code !== 0) throw new CannotMeasure(`${title} failed:\n${cost.output.slice(0, 1000)}`);
  return cost;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
