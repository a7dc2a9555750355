import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import type { Settings } from "@faultline/contract";
import { EVIDENCE_FILE } from "@faultline/test-reporter/evidence";
import { FaultlineError } from "../errors.js";
import { findTestRun } from "./test-runners.js";

/**
 * Runs the project's tests, with Vitest or Jest and the reporter added, which leaves its evidence in the project, and
 * gives what the runner printed; `onOutput` gets it as it comes. Failing tests are a matter for the
 * verdict, not an error; a run that leaves no evidence is.
 */
export async function runTests(
  root: string,
  settings: Settings,
  onOutput: (text: string) => void,
): Promise<string> {
  const { args, command } = findTestRun(root);
  const before = stampOf(join(root, EVIDENCE_FILE));
  const output = await run(root, args, settings, onOutput);
  // Evidence of an earlier run is kept until a new one replaces it, and never mistaken for it.
  const after = stampOf(join(root, EVIDENCE_FILE));
  if (after !== undefined && after !== before) return output;
  throw new FaultlineError(
    `The test run left no evidence: ${reasonIn(output)}`,
    `Make \`${command}\` pass its set-up first, then review again.`,
  );
}

function run(
  root: string,
  args: readonly string[],
  settings: Settings,
  onOutput: (text: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stdio = ["ignore", "pipe", "pipe"] as const;
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: [...stdio],
      // Evidence is joined with sites, so that both must be found alike.
      env: {
        ...process.env,
        ...(Object.keys(settings).length > 0 && { FAULTLINE_SETTINGS: JSON.stringify(settings) }),
      },
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
        onOutput(text);
      });
    }
    child.on("error", reject);
    child.on("close", () => {
      resolve(output);
    });
  });
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${String(stat.ino)}:${String(stat.mtimeMs)}`;
}

/** The line of a runner's output that says why it stopped: the first error, else what it said last. */
function reasonIn(output: string): string {
  // eslint-disable-next-line no-control-regex -- a runner colours its output
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, "");
  const lines = plain.split("\n").map((line) => line.trim());
  const said = lines.filter((line) => line !== "" && !line.startsWith("at "));
  return said.find((line) => line.includes("Error:")) ?? said.at(-1) ?? "it printed nothing.";
}
