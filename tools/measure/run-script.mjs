import { spawn } from "node:child_process";
import process from "node:process";

/**
 * Runs Node with `args`; what it says on stderr is seen at once.
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string> }} [options]
 * @returns {Promise<{ code: number | null, output: string }>}
 */
export function runScript(args, { cwd, env = {} } = {}) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "inherit"],
    });
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString("utf8") }));
  });
}
