// Runs Vitest on a project and prints what the reporter made of it, as JSON, after a marker line.
// It is a process of its own because a run sets the exit code and owns the working directory.
import { startVitest } from "vitest/node";
import FaultlineReporter from "../../dist/vitest.js";

const { root, filters = [], options = {}, ranges = [] } = JSON.parse(process.argv[2]);
let run;
const reporter = new FaultlineReporter({
  judge: async (finished) => {
    run = finished;
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
const ran = ranges.map(({ file, range }) => run?.execution.testsThatRan(file, range) ?? null);
const hasRun = ranges.map(({ file, range }) => run?.execution.hasRun(file, range) ?? null);
process.stdout.write(
  `\n@@@${JSON.stringify({ run, ran, hasRun, exitCode: process.exitCode ?? 0 })}\n`,
);
process.exit(0);
