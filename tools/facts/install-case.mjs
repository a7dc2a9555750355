import { execFile } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { promisify } from "node:util";

const CACHE = join(process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"), "faultline-facts");
const INSTALL = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];

/**
 * Installs the pinned packages of a case in a folder of its own, once.
 * @returns {Promise<string>} the folder
 */
export async function install({ name, packages }) {
  const pins = JSON.stringify({ type: "module", dependencies: packages });
  const digest = createHash("sha256").update(pins).digest("hex").slice(0, 10);
  const folder = join(CACHE, `${name}-${digest}`);
  const done = join(folder, "installed");
  if (existsSync(done)) return folder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), pins);
  if (Object.keys(packages).length > 0)
    await promisify(execFile)("npm", INSTALL, { cwd: folder, timeout: 300_000 });
  writeFileSync(done, "");
  return folder;
}
