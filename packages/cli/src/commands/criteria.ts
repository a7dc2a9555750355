import { CRITERIA, type Criterion } from "@faultline/contract";
import { TEST_CHECKS } from "@faultline/test-reporter/checks";
import { FaultlineError } from "../errors.js";
import { existingChecks } from "../judge/criteria-results.js";
import { PROJECT_CHECKS } from "../judge/project-checks/index.js";
import { describeFlags, parseFlags, parseOutputs, type Output } from "../options.js";
import type { Command } from "./command.js";
import { deliver } from "./deliver.js";

/** Prints everything a review decides, what decides it, and whether that exists yet. */
export const criteria: Command = {
  summary: "list everything a review decides, and what decides it",
  run(args, terminal) {
    const { values } = parseFlags("criteria", args);
    if (values.isSet("help")) {
      terminal.stdout.write(
        `Usage: faultline criteria [options]\n\n${describeFlags("criteria")}\n`,
      );
      return 0;
    }
    const rows = describeCriteria();
    const outputs = parseOutputs(values.list("format"));
    deliver(
      outputs.map((output) => ({ file: output.file, text: render(rows, output) })),
      terminal,
    );
    return 0;
  },
};

interface Row extends Criterion {
  /** Whether any of its checks is there yet. */
  readonly exists: boolean;
  /** Each of its checks, and whether that is there yet. */
  readonly deciders: readonly { readonly check: string; readonly exists: boolean }[];
}

function describeCriteria(): readonly Row[] {
  const checks = existingChecks([...PROJECT_CHECKS, ...TEST_CHECKS].map(({ id }) => id));
  return CRITERIA.map((criterion) => ({
    ...criterion,
    exists: criterion.checks.some((check) => checks.has(check)),
    deciders: criterion.checks.map((check) => ({ check, exists: checks.has(check) })),
  }));
}

function render(rows: readonly Row[], { format }: Output): string {
  if (format === "json") return `${JSON.stringify(rows, null, 2)}\n`;
  if (format === "terminal") return rows.map(line).join("");
  throw new FaultlineError("criteria prints terminal or json.", "Write --format json.");
}

function line({ id, severity, tier, exists, title, deciders }: Row): string {
  const missing = deciders.filter((decider) => !decider.exists).map(({ check }) => check);
  const note = missing.length > 0 ? ` (not yet: ${missing.join(", ")})` : "";
  return `${exists ? "+" : "-"} ${id.padEnd(30)}${severity.padEnd(10)}tier ${String(tier)}  ${title}${note}\n`;
}
