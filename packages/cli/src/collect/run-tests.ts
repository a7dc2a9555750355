import { spawn } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { FaultlineError } from "../errors.js";
import { EVIDENCE_FILE } from "./evidence.js";

/**
 * Runs the project's Vitest with the reporter added, which leaves its evidence in the project. The
 * runner's own output is handed to `onOutput`. Failing tests are a matter for the verdict, not an
 * error; a run that leaves no evidence is.
 */
export async function runTests(root: string, onOutput: (text: string) => void): Promise<void> {
  const vitest = findVitest(root);
  const before = stampOf(join(root, EVIDENCE_FILE));
  const reporter = fileURLToPath(import.meta.resolve("@faultline/test-reporter/vitest"));
  const output = await run(root, vitest, ["run", "--reporter=default", `--reporter=${reporter}`], onOutput);
  // Evidence of an earlier run is kept until a new one replaces it, and never mistaken for it.
  const after = stampOf(join(root, EVIDENCE_FILE));
  if (after !== undefined && after !== before) return;
  throw new FaultlineError(
    `The test run left no evidence: ${lastLine(output)}`,
    "Make `npx vitest run` pass its set-up first, then review again.",
  );
}

function findVitest(root: string): string {
  const require = createRequire(join(root, "package.json"));
  try {
    const manifest = require.resolve("vitest/package.json");
    const content: unknown = JSON.parse(readFileSync(manifest, "utf8"));
    const bin = isRecord(content) && isRecord(content["bin"]) ? content["bin"]["vitest"] : undefined;
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
  script: string,
  args: readonly string[],
  onOutput: (text: string) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    const chunks: string[] = [];
    const take = (chunk: Buffer): void => {
      const text = chunk.toString("utf8");
      chunks.push(text);
      onOutput(text);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", reject);
    child.on("close", () => {
      resolve(chunks.join(""));
    });
  });
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && `${String(stat.ino)}:${String(stat.mtimeMs)}`;
}

function lastLine(output: string): string {
  // eslint-disable-next-line no-control-regex -- a runner colours its output
  const plain = output.replaceAll(/\u001b\[[0-9;]*m/g, "");
  return plain.split("\n").map((line) => line.trim()).filter(Boolean).at(-1) ?? "it printed nothing.";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
