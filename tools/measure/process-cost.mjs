import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import process from "node:process";
import { clearInterval, setInterval } from "node:timers";

/** @typedef {{ cpuMs: number, peakMb: number, code: number | null, output: string }} ProcessCost */

/**
 * What a Node process and all those it starts cost: time of the processor in user and system mode, and the most
 * memory they held together (proportional set size, looked at every 100 ms). Linux only.
 * @param {readonly string[]} args
 * @param {string} cwd
 * @returns {Promise<ProcessCost>}
 */
export function processCost(args, cwd) {
  const before = childrenMs();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    let peakMb = 0;
    const looking = setInterval(() => {
      peakMb = Math.max(peakMb, treeMb(child.pid));
    }, 100);
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(looking);
      const output = Buffer.concat(chunks).toString("utf8");
      resolve({ cpuMs: childrenMs() - before, peakMb, code, output });
    });
  });
}

const TICKS_A_SECOND = 100;

/** The time of all children that have ended, with theirs. */
function childrenMs() {
  const fields = statOf("self");
  return ((Number(fields[13]) + Number(fields[14])) * 1000) / TICKS_A_SECOND;
}

/** The fields of `/proc/PID/stat` after the process's name: the state is the first. */
function statOf(pid) {
  const text = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function treeMb(root) {
  const parents = new Map();
  for (const name of readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      parents.set(Number(name), Number(statOf(name)[1]));
    } catch {
      // It has ended since.
    }
  }
  const isBelow = (pid) => pid === root || (parents.has(pid) && isBelow(parents.get(pid)));
  return [...parents.keys()].filter(isBelow).reduce((sum, pid) => sum + processMb(pid), 0);
}

function processMb(pid) {
  try {
    const text = readFileSync(`/proc/${String(pid)}/smaps_rollup`, "utf8");
    return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
