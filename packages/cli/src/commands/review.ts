import { readManifests } from "../collect/stdin-manifests.js";
import { runTests } from "../collect/run-tests.js";
import { loadConfig } from "../config.js";
import { describeFlags, parseReviewOptions } from "../options.js";
import { review as reviewProject } from "../run.js";
import type { Command } from "./command.js";
import { progressOn } from "./progress.js";
import { report } from "./report.js";

/** Lints, analyses, takes what the tests proved, and gives the verdict. */
export const review: Command = {
  summary: "review the project in this folder and give a verdict",
  async run(args, terminal) {
    const options = parseReviewOptions("review", args);
    if (options === "help") {
      terminal.stdout.write(
        `Usage: faultline review [paths] [options]\n\n${describeFlags("review")}\n`,
      );
      return 0;
    }
    const root = terminal.cwd();
    const say = (text: string): unknown => terminal.stderr.write(text);
    const manifests = options.stdinManifests ? await readManifests(terminal.stdin) : undefined;
    const isWatched = terminal.stderr.isTTY === true;
    const { config } = await loadConfig(root);
    const output = options.runTests
      ? await runTests(root, config.settings ?? {}, isWatched ? say : ignore)
      : "";
    const progress = progressOn(terminal.stderr);
    const verdict = await reviewProject({
      ...options,
      root,
      manifests,
      onStep: progress.step,
    }).finally(progress.done);
    // A log is read afterwards: where there is no verdict, the one line that says why stands alone.
    if (!isWatched && verdict.verdict !== "cannot-judge") say(output);
    return report(verdict, options, terminal);
  },
};

function ignore(): void {
  // The whole output is at hand when the run is over.
}
