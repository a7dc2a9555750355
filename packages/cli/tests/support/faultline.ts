import { main } from "../../src/main.js";

/** What one run of the command line said. */
export interface Said {
  readonly exitCode: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `faultline <args>` in a folder, in this very process. */
export async function faultline(root: string, ...args: readonly string[]): Promise<Said> {
  const said = { stdout: "", stderr: "" };
  const terminal = {
    argv: ["node", "faultline", ...args],
    cwd: () => root,
    env: {},
    stdout: { write: (text: string) => (said.stdout += text) },
    stderr: { write: (text: string) => (said.stderr += text) },
    exitCode: undefined,
  };
  await main(terminal);
  return { exitCode: terminal.exitCode, ...said };
}
