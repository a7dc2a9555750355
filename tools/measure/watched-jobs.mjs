import { fork } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "./measuring-place.mjs";

const WORKER = join(ROOT, "tools/measure/robustness-worker.mjs");

/** Of CPU for a file, and for each million characters in it: bundles cost the parser and ESLint seconds by themselves. */
const LIMIT_MS = 2000;
const LIMIT_MS_PER_MILLION = 3000;

/** A process that says nothing for so long will not come back. */
const HANG_MS = 60_000;

/**
 * @typedef {object} Job one file to lint
 * @property {string} file relative to the root
 * @property {"faultline" | "typescript"} parser
 * @property {readonly [number, number]} [cut] characters to leave out
 */

/** @typedef {{ job: Job, problem: string }} JobProblem */

/**
 * Lints each file in a process of its own kind: one that hangs or dies loses the file it is at, not the others.
 * @param {string} root
 * @param {readonly Job[]} jobs
 * @param {number} deadline in milliseconds since 1970
 * @returns {Promise<{ done: number, slowestMs: number, problems: readonly JobProblem[] }>}
 */
export async function runJobs(root, jobs, deadline) {
  const problems = [];
  let done = 0;
  let slowestMs = 0;
  while (done < jobs.length && Date.now() < deadline) {
    const rest = jobs.slice(done);
    const { count, died } = await runUntilStuck(
      root,
      rest,
      deadline,
      ({ index, cpuMs, size, problem }) => {
        const job = rest[index];
        slowestMs = Math.max(slowestMs, cpuMs);
        if (problem) problems.push({ job, problem });
        else if (cpuMs > limitOf(size))
          problems.push({ job, problem: `takes ${seconds(cpuMs)} of CPU` });
      },
    );
    done += count;
    if (died === undefined) break;
    problems.push({ job: jobs[done], problem: died });
    done += 1;
  }
  return { done, slowestMs, problems };
}

function limitOf(size) {
  return LIMIT_MS + (LIMIT_MS_PER_MILLION * size) / 1e6;
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** @returns {Promise<{ count: number, died?: string }>} how many files were linted, and why not the next */
function runUntilStuck(root, jobs, deadline, ended) {
  return new Promise((resolve) => {
    const child = fork(WORKER, { stdio: ["ignore", "ignore", "pipe", "ipc"] });
    let count = 0;
    let stopped;
    let words = "";
    const stop = (reason) => {
      stopped = reason;
      child.kill("SIGKILL");
    };
    const hang = () => stop(`hangs: no end after ${seconds(HANG_MS)}`);
    let timer = setTimeout(hang, HANG_MS);
    child.stderr.on("data", (chunk) => {
      words = (words + String(chunk)).slice(-2000);
    });
    child.on("message", (message) => {
      clearTimeout(timer);
      timer = setTimeout(hang, HANG_MS);
      if (stopped !== undefined) return;
      ended(message);
      count = message.index + 1;
      if (Date.now() > deadline) stop("");
    });
    child.on("close", () => {
      clearTimeout(timer);
      const isOver = count === jobs.length || stopped === "";
      resolve({ count, ...(!isOver && { died: stopped ?? `ends the process: ${words.trim()}` }) });
    });
    child.send({ root, jobs });
  });
}
