import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Settings } from "@faultline/contract";
import { EVIDENCE_FILE } from "@faultline/test-reporter/evidence";
import { FaultlineError } from "../errors.js";
import { isRecord } from "../is-record.js";

/**
 * Runs the project's Vitest with the reporter added, which leaves its evidence in the project, and
 * gives what the runner printed; `onOutput` gets it as it comes. Failing tests are a matter for the
 * verdict, not an error; a run that leaves no evidence is.
 */
export async function runTests(
  root: string,
  settings: Settings,
  onOutput: (text: string) => void,
): Promise<string> {
  const vitest = findVitest(root);
  const before = stampOf(join(root, EVIDENCE_FILE));
  const output = await run(
    root,
    [vitest, "run", "--reporter=default", `--reporter=${REPORTER}`],
    settings,
    onOutput,
  );
  // Evidence of an earlier run is kept until a new one replaces it, and never mistaken for it.
  const after = stampOf(join(root, EVIDENCE_FILE));
  if (after !== undefined && after !== before) return output;
  throw new FaultlineError(
    `The test run left no evidence: ${reasonIn(output)}`,
    "Make `npx vitest run` pass its set-up first, then review again.",
  );
}

/** As a path, because the project need not have the reporter installed. */
const REPORTER = createRequire(import.meta.url).resolve("@faultline/test-reporter/vitest");

function findVitest(root: string): string {
  const require = createRequire(join(root, "package.json"));
  try {
    const manifest = require.resolve("vitest/package.json");
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const bin =
      isRecord(content) && isRecord(content["bin"]) ? content["bin"]["vitest"] : undefined;
    if (typeof bin === "string") return join(dirname(manifest), bin);
  } catch {
    // Not installed, or not resolvable from here: said below.
  }
  throw new FaultlineError(
    "--run-tests found no Vitest in this project.",
    "Install the project's dependencies first, or give the evidence of another run with --evidence FILE.",
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
