import { CRITERIA } from "@faultline/contract";
import { TEST_CHECKS } from "@faultline/test-reporter/checks";
import { existingChecks } from "../judge/criteria-results.js";
import { PROJECT_CHECKS } from "../judge/project-checks/index.js";
import { FaultlineError } from "../errors.js";
import { describeFlags, parseFlags, parseOutputs } from "../options.js";
import type { Command } from "./command.js";

/** Prints everything a review decides, what decides it, and whether that exists yet. */
export const criteria: Command = {
  summary: "list everything a review decides, and what decides it",
  run(args, terminal) {
    const { values } = parseFlags("criteria", args);
    if (values.isSet("help")) {
      terminal.stdout.write(`Usage: faultline criteria [options]\n\n${describeFlags("criteria")}\n`);
      return 0;
    }
    const [output] = parseOutputs(values.list("format"));
    const rows = describeCriteria();
    if (output?.format === "json") {
      terminal.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    }
    if (output?.format !== "terminal") throw new FaultlineError("criteria prints terminal or json.", "Write --format json.");
    for (const { id, severity, tier, exists, title } of rows) {
      terminal.stdout.write(`${exists ? "+" : "-"} ${id.padEnd(30)}${severity.padEnd(10)}tier ${String(tier)}  ${title}\n`);
    }
    return 0;
  },
};

function describeCriteria() {
  const checks = existingChecks([...PROJECT_CHECKS, ...TEST_CHECKS].map(({ id }) => id));
  return CRITERIA.map((criterion) => ({
    ...criterion,
    exists: criterion.checks.some((check) => checks.has(check)),
  }));
}
