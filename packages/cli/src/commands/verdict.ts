import { FaultlineError } from "../errors.js";
import { describeFlags, parseReviewOptions } from "../options.js";
import { review } from "../run.js";
import type { Command } from "./command.js";
import { progressOn } from "./progress.js";
import { report } from "./report.js";

/** Joins the outputs of tools that ran elsewhere; runs neither linter nor tests. */
export const verdict: Command = {
  summary: "combine lint results and test evidence into a verdict; runs nothing",
  async run(args, terminal) {
    const options = parseReviewOptions("verdict", args);
    if (options === "help") {
      terminal.stdout.write(
        `Usage: faultline verdict --lint FILE… --evidence FILE… [options]\n\n${describeFlags("verdict")}\n`,
      );
      return 0;
    }
    if (options.lint.length === 0) {
      throw new FaultlineError(
        "verdict needs lint results.",
        "Give them with --lint FILE, from `eslint . --format json`.",
      );
    }
    const progress = progressOn(terminal.stderr);
    const result = await review({
      ...options,
      root: terminal.cwd(),
      onStep: progress.step,
    }).finally(progress.done);
    return report(result, options, terminal);
  },
};
