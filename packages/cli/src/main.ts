import type { Input } from "./collect/stdin-manifests.js";
import { COMMANDS } from "./commands/index.js";
import { FaultlineError, reasonOf } from "./errors.js";

/** What a command needs of the process it runs in. */
export interface Terminal {
  readonly argv: readonly string[];
  readonly cwd: () => string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: {
    write(text: string): unknown;
    readonly isTTY?: boolean;
    readonly columns?: number;
  };
  /** Read only where an option asks for it. */
  readonly stdin?: Input;
  readonly stderr: { write(text: string): unknown; readonly isTTY?: boolean };
  exitCode?: number | string | null | undefined;
}

/** Exit codes: nothing to act on, the verdict asks for changes, Faultline could not judge. */
export const EXIT = { ok: 0, changes: 1, cannotJudge: 2 } as const;

/** Runs the command line and sets the exit code; the only place that does. */
export async function main(terminal: Terminal): Promise<void> {
  const [, , name = "help", ...args] = terminal.argv;
  try {
    terminal.exitCode = await dispatch(name, args, terminal);
  } catch (error) {
    if (terminal.env["FAULTLINE_DEBUG"] !== undefined) throw error;
    terminal.stderr.write(`${asFaultlineError(error).line}\n`);
    terminal.exitCode = EXIT.cannotJudge;
  }
}

/** Nobody on call is helped by our stack, so a defect is said in one line as well. */
function asFaultlineError(error: unknown): FaultlineError {
  if (error instanceof FaultlineError) return error;
  return new FaultlineError(
    `Faultline failed: ${reasonOf(error)}`,
    "This is a defect; set FAULTLINE_DEBUG=1 to see where, and report it.",
    { cause: error },
  );
}

async function dispatch(
  name: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  if (name === "--version" || name === "-v") return COMMANDS.version.run(args, terminal);
  const command = name === "--help" || name === "-h" ? "help" : name;
  if (!isCommand(command)) {
    throw new FaultlineError(
      `There is no command "${name}".`,
      "Run `faultline help` for those there are.",
    );
  }
  return COMMANDS[command].run(args, terminal);
}

function isCommand(name: string): name is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, name);
}
