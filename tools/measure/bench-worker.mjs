// One ESLint run in a process of its own, with what it cost: `node bench-worker.mjs FILE`, where FILE says what to lint and how.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";
import typescriptParser from "@typescript-eslint/parser";
import { ESLint } from "eslint";

/** Where a peer keeps the configuration it recommends to everybody. */
const RECOMMENDED = {
  "eslint-plugin-security": (plugin) => plugin.configs.recommended,
  "eslint-plugin-n": (plugin) => plugin.configs["flat/recommended"],
  "eslint-plugin-unicorn": (plugin) => plugin.configs.recommended,
  "eslint-plugin-sonarjs": (plugin) => plugin.configs.recommended,
  "typescript-eslint": (plugin) => plugin.configs.recommended,
};

const { groups, rules, peers } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const configuration = await configurationFor(rules);
let findings = 0;
let stopped = 0;
for (const { root, files } of groups) findings += await lint(root, files);
const { user, system } = process.cpuUsage();
const { maxRSS } = process.resourceUsage();
const cost = {
  userMs: user / 1000,
  systemMs: system / 1000,
  rssMb: maxRSS / 1024,
  findings,
  stopped,
};
process.stdout.write(JSON.stringify(cost));

/** @returns {Promise<import("eslint").Linter.Config[]>} no rules, one of our presets, or a peer's */
async function configurationFor(name) {
  const parser = {
    files: ["**/*.{js,mjs,cjs,ts,mts,cts}"],
    languageOptions: { parser: typescriptParser },
    linterOptions: { reportUnusedDisableDirectives: "off" },
  };
  if (name === "none") return [parser];
  if (name === "recommended" || name === "strict") {
    const { default: plugin } = await import("eslint-plugin-faultline");
    return [parser, ...plugin.configs[name]];
  }
  const { resolve } = createRequire(join(peers, "package.json"));
  const { default: plugin } = await import(pathToFileURL(resolve(name)).href);
  return [RECOMMENDED[name](plugin), parser].flat();
}

async function lint(root, files) {
  // The project's own directives name rules that are not loaded here.
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: configuration,
    globInputPaths: false,
    warnIgnored: false,
    errorOnUnmatchedPattern: false,
  });
  const results = peers === "" ? await eslint.lintFiles(files) : await lintOneByOne(eslint, files);
  return results.reduce((sum, { messages }) => sum + messages.length, 0);
}

/** A peer may stop at a file, for instance where a `tsconfig.json` extends a package that is not installed. */
async function lintOneByOne(eslint, files) {
  const results = [];
  for (const file of files) {
    try {
      results.push(...(await eslint.lintFiles([file])));
    } catch {
      stopped += 1;
    }
  }
  return results;
}
