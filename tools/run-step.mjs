import { spawn } from "node:child_process";
import process from "node:process";

/**
 * Runs Node with `args`, which are a script and its arguments.
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: Record<string, string>, visible?: boolean }} options `visible` prints
 *   what the child prints, as it prints it, instead of collecting it
 * @returns {Promise<{ code: number, output: string }>} the exit code, and what was collected
 */
export function runNode(args, { cwd, env = {}, visible = false }) {
  return new Promise((resolve) => {
    const chunks = [];
    const out = visible ? "inherit" : "pipe";
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", out, out],
    });
    child.stdout?.on("data", (chunk) => chunks.push(chunk));
    child.stderr?.on("data", (chunk) => chunks.push(chunk));
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString("utf8") }),
    );
  });
}

/**
 * Times a step and prints one line about it, and its output when it failed.
 * @param {string} name
 * @param {() => Promise<{ code: number, output: string, note?: string }>} run
 * @returns {Promise<boolean>} true when it passed
 */
export async function runStep(name, run) {
  const start = performance.now();
  const { code, output, note = "" } = await run();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  if (code !== 0) console.log(output.trimEnd());
  console.log(`${code === 0 ? "PASS" : "FAIL"}  ${name} (${seconds} s)${note && `  ${note}`}`);
  return code === 0;
}
