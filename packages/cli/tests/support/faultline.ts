import { Readable } from "node:stream";
import { main } from "../../src/main.js";

/** What one run of the command line said. */
export interface Said {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `faultline <args>` in a folder, in this very process. */
export async function faultline(root: string, ...args: readonly string[]): Promise<Said> {
  return faultlineWith(undefined, root, ...args);
}

/** The same, with a text on standard input. */
export async function faultlineWith(
  input: string | undefined,
  root: string,
  ...args: readonly string[]
): Promise<Said> {
  const said = { stdout: "", stderr: "" };
  const terminal = {
    argv: ["node", "faultline", ...args],
    cwd: () => root,
    env: {},
    stdout: { write: (text: string) => (said.stdout += text) },
    stderr: { write: (text: string) => (said.stderr += text) },
    ...(input !== undefined && { stdin: Readable.from([Buffer.from(input)]) }),
    exitCode: undefined,
  };
  await main(terminal);
  return { exitCode: terminal.exitCode, ...said };
}
