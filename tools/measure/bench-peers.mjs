import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Plugins that people run beside ours, by the versions they are measured in. */
export const PEERS = {
  "eslint-plugin-n": "18.5.0",
  "eslint-plugin-security": "4.1.0",
  "eslint-plugin-sonarjs": "4.2.2",
  "eslint-plugin-unicorn": "62.0.0",
  "typescript-eslint": "8.73.0",
};

/** What they need to be there, as the workspace has it. */
const BESIDE = { eslint: "10.15.0", typescript: "6.0.3" };

/**
 * Installs the peers into the cache, unless they are there.
 * @param {string} cache
 * @returns {string} the folder
 */
export function installPeers(cache) {
  const folder = join(cache, "peers");
  if (existsSync(join(folder, "node_modules"))) return folder;
  mkdirSync(folder, { recursive: true });
  const manifest = { private: true, dependencies: { ...PEERS, ...BESIDE } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"];
  execFileSync("npm", ["install", ...flags], { cwd: folder, stdio: ["ignore", "ignore", 2] });
  return folder;
}
