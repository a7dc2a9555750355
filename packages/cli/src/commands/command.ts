import type { Terminal } from "../main.js";

/** One word after `faultline`. */
export interface Command {
  /** For the list of commands. */
  readonly summary: string;
  /** Does it and gives the exit code. */
  run(args: readonly string[], terminal: Terminal): number | Promise<number>;
}
