import { execFileSync } from "node:child_process";

/** Output of a git command may list every line of a large change. */
const LARGEST_OUTPUT = 1 << 29;

/** What a git command printed; undefined where it failed, or where there is no git. Nothing of the user's configuration changes it. */
export function git(
  root: string,
  args: readonly string[],
  options: { readonly input?: string; readonly env?: Readonly<Record<string, string>> } = {},
): string | undefined {
  try {
    return execFileSync("git", [...NEUTRAL, ...args], {
      cwd: root,
      encoding: "utf8",
      maxBuffer: LARGEST_OUTPUT,
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", ...options.env },
      ...(options.input !== undefined && { input: options.input }),
    });
  } catch {
    return undefined;
  }
}

const NEUTRAL = ["-c", "core.quotePath=false"];

/** The pieces of a NUL-separated list. */
export function pieces(output: string): readonly string[] {
  return output.split("\0").filter((piece) => piece !== "");
}
