// `npm run robustness [-- --seed N] [--minutes N] [--repo owner/name]`: no rule crashes, hangs or dawdles, on any file
// of real projects, on what other parsers are tested with, and on damaged code.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { listFiles } from "@faultline/analysis";
import { measured, PLACE_OPTIONS, placesOf } from "./measuring-place.mjs";
import { parserFixtures } from "./parser-fixtures.mjs";
import { pinnedProjects } from "./pinned-corpus.mjs";
import { seededRandom } from "./seeded-random.mjs";
import { runJobs } from "./watched-jobs.mjs";

const CODE = /\.[cm]?[jt]sx?$/;

/** Damaged files for each project. */
const DAMAGED = 200;

const { values } = parseArgs({
  options: {
    ...PLACE_OPTIONS,
    seed: { type: "string", default: "1" },
    minutes: { type: "string", default: "15" },
    repo: { type: "string" },
  },
});

await measured(main);

async function main() {
  const places = placesOf(values);
  const projects = pinnedProjects(places, values.repo);
  const random = seededRandom(Number(values.seed));
  const deadline = Date.now() + Number(values.minutes) * 60_000;
  let failed = 0;
  for (const { name, root, jobs } of runsOf(places, projects, random))
    failed += report(name, root, jobs, await runJobs(root, jobs, deadline));
  console.log(failed === 0 ? "Nothing crashed, hung or was slow." : `${String(failed)} problems.`);
  return failed === 0 ? 0 : 1;
}

/** Smallest first, so that what is cut off by the time is cut off where there is most of it. */
function* runsOf(places, projects, random) {
  const fixtures = values.repo === undefined ? parserFixtures(places) : [];
  for (const { name, root } of fixtures)
    for (const parser of ["faultline", "typescript"])
      yield { name: `${name}, ${parser} parser`, root, jobs: jobsOf(codeBelow(root), parser) };
  for (const { repo, root } of projects) {
    const files = codeBelow(root);
    yield { name: repo, root, jobs: jobsOf(files, "faultline") };
    yield { name: `${repo}, damaged`, root, jobs: damaged(root, files, random) };
  }
}

function codeBelow(root) {
  return listFiles(root).filter((file) => CODE.test(file));
}

function jobsOf(files, parser) {
  return files.map((file) => ({ file, parser }));
}

/** Files that end early, or lack a few lines in the middle, which often still parses. */
function damaged(root, files, random) {
  return Array.from({ length: Math.min(DAMAGED, files.length * 4) }, (_, index) => {
    const file = files[Math.floor(random() * files.length)];
    const text = readFileSync(join(root, file), "utf8");
    const from = Math.floor(random() * text.length);
    const cut = index % 2 === 0 ? [from, text.length] : lines(text, from, random);
    return { file, parser: index % 4 < 2 ? "faultline" : "typescript", cut };
  });
}

function lines(text, from, random) {
  const start = text.lastIndexOf("\n", from) + 1;
  let end = start;
  for (let count = 1 + Math.floor(random() * 5); count > 0 && end >= 0; count -= 1)
    end = text.indexOf("\n", end + 1);
  return [start, end < 0 ? text.length : end + 1];
}

function report(name, root, jobs, { done, slowestMs, problems }) {
  const share = done === jobs.length ? String(done) : `${String(done)} of ${String(jobs.length)}`;
  console.log(`${name}: ${share} files, the slowest ${(slowestMs / 1000).toFixed(2)} s of CPU`);
  for (const { job, problem } of problems) {
    const cut = job.cut ? ` without characters ${job.cut.join(" to ")}` : "";
    console.log(`  ${join(root, job.file)}${cut} (${job.parser} parser)`);
    console.log(`    ${problem.split("\n").slice(0, 4).join("\n    ")}`);
  }
  return problems.length;
}
