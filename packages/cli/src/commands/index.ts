import { readFileSync } from "node:fs";
import type { Command } from "./command.js";
import { criteria } from "./criteria.js";
import { review } from "./review.js";
import { verdict } from "./verdict.js";

const help: Command = {
  summary: "show this",
  run(_args, terminal) {
    const rows = Object.entries(COMMANDS).map(
      ([name, { summary }]) => `  ${name.padEnd(10)}${summary}`,
    );
    terminal.stdout.write(
      `Usage: faultline <command> [options]\n\n${rows.join("\n")}\n\nRun \`faultline <command> --help\` for its options.\n`,
    );
    return 0;
  },
};

const version: Command = {
  summary: "show the version",
  run(_args, terminal) {
    const manifest: unknown = JSON.parse(
      readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
    );
    const text =
      typeof manifest === "object" && manifest !== null && "version" in manifest
        ? String(manifest.version)
        : "unknown";
    terminal.stdout.write(`${text}\n`);
    return 0;
  },
};

/** Every command by its name. */
export const COMMANDS: Readonly<
  Record<"review" | "verdict" | "criteria" | "help" | "version", Command>
> = {
  review,
  verdict,
  criteria,
  help,
  version,
};
