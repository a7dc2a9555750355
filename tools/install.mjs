// Plain Node only: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";

const STAMP = "node_modules/.faultline-install";

/**
 * Installs what `package-lock.json` asks for, unless it is installed already; then it needs no network.
 * @param {string} root repository root
 * @returns {{ ok: boolean, did: "nothing" | "install", output: string }}
 */
export function ensureInstalled(root) {
  const lockfile = readFileSync(join(root, "package-lock.json"), "utf8");
  const digest = createHash("sha256").update(lockfile).digest("hex");
  if (readIfThere(join(root, STAMP)) === digest) return { ok: true, did: "nothing", output: "" };
  if (isInstalled(root, lockfile)) {
    writeFileSync(join(root, STAMP), digest);
    return { ok: true, did: "nothing", output: "" };
  }
  const { status, output } = runNpm(root, ["ci", "--no-audit", "--no-fund"]);
  if (status === 0) writeFileSync(join(root, STAMP), digest);
  return { ok: status === 0, did: "install", output };
}

/** True when someone's own `npm install` left exactly what the lockfile asks for. */
function isInstalled(root, lockfile) {
  const hidden = readIfThere(join(root, "node_modules/.package-lock.json"));
  if (hidden === undefined) return false;
  const wanted = JSON.parse(lockfile).packages;
  const installed = JSON.parse(hidden).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true;
    const found = installed[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

function runNpm(root, args) {
  // npm tells its scripts where it is; that also works where `npm` is a shell script.
  const cli = process.env["npm_execpath"];
  const [command, leading] = cli?.endsWith("js") ? [process.execPath, [cli]] : ["npm", []];
  const { status, stdout, stderr, error } = spawnSync(command, [...leading, ...args], {
    cwd: root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, output: error ? String(error) : stdout + stderr };
}

function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : undefined;
}
