// Packs each published package as npm would and checks what a user would get. Needs a build.
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const PACKAGES = ["contract", "analysis", "eslint-plugin", "test-reporter", "cli"];
const PUBLINT = join(ROOT, "node_modules/publint/src/cli.js");
const ATTW = join(ROOT, "node_modules/@arethetypeswrong/cli/dist/index.js");

let failed = false;
for (const name of PACKAGES) {
  const folder = join(ROOT, "packages", name);
  // One after the other: both run `npm pack` in the same folder.
  failed = !(await check(name, [PUBLINT, folder, "--strict"])) || failed;
  failed = !(await check(name, [ATTW, "--pack", folder, "--profile", "esm-only"])) || failed;
}
process.exitCode = failed ? 1 : 0;

function check(name, args) {
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT }, (error, stdout, stderr) => {
      if (error) console.log(`packages/${name}:\n${stdout}${stderr}`);
      resolve(error === null);
    });
  });
}
