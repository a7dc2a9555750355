// A process that lints files one by one and says after each how it went; its parent sees where it gets stuck.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { javascriptParser } from "@faultline/analysis";
import typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import plugin from "eslint-plugin-faultline";

const PARSERS = { faultline: javascriptParser, typescript: typescriptParser };
const [javascript] = plugin.configs.strict;

process.on("message", async ({ root, jobs }) => {
  const linter = new Linter({ cwd: root });
  for (const [index, job] of jobs.entries()) {
    const before = process.cpuUsage();
    const text = textOf(root, job);
    const problem = problemIn(linter, join(root, job.file), text, job.parser);
    const { user, system } = process.cpuUsage(before);
    const ended = { index, cpuMs: (user + system) / 1000, size: text.length, problem };
    // Waited for, or the parent would hear of nothing while the next file is linted.
    await new Promise((resolve) => process.send(ended, resolve));
  }
  process.disconnect();
});

function textOf(root, { file, cut }) {
  const text = readFileSync(join(root, file), "utf8");
  return cut ? text.slice(0, cut[0]) + text.slice(cut[1]) : text;
}

/** What a rule or a parser threw. That a file does not parse is no problem. */
function problemIn(linter, filename, text, parser) {
  try {
    linter.verify(text, configOf(parser), { filename });
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

/** Everything is looked at here, tests and declarations too. */
function configOf(parser) {
  const { plugins, rules } = javascript;
  return [
    {
      files: ["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"],
      plugins,
      rules,
      languageOptions: { parser: PARSERS[parser] },
      linterOptions: { reportUnusedDisableDirectives: "off" },
    },
  ];
}
