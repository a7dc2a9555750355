// Runs Vitest on a project and prints what the reporter made of it, as JSON, after a marker line.
// It is a process of its own because a run sets the exit code and owns the working directory.
import { startVitest } from "vitest/node";
import FaultlineReporter from "../../dist/vitest.js";

const { root, filters = [], options = {} } = JSON.parse(process.argv[2]);
let run;
let sites = [];
const reporter = new FaultlineReporter({
  judge: async (finished, _root, sources) => {
    run = finished;
    ({ sites } = sources.read());
    return "";
  },
});
const vitest = await startVitest("test", filters, {
  root,
  config: false,
  watch: false,
  include: ["**/*.fixture.ts"],
  reporters: [reporter],
  ...options,
});
await vitest?.close();
const ofSites = (ask) => Object.fromEntries(sites.map((site) => [site.id, ask(site) ?? null]));
const ran = ofSites((site) => run?.execution.testsThatRan(site));
const hasRun = ofSites((site) => run?.execution.hasRun(site));
process.stdout.write(
  `\n@@@${JSON.stringify({ run, ran, hasRun, exitCode: process.exitCode ?? 0 })}\n`,
);
process.exit(0);
