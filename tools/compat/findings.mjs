import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import process from "node:process";
import { pathToFileURL } from "node:url";

/**
 * What a linter finds in a project, a line each, sorted.
 * @param {string} project
 * @param {import("./environments.mjs").Environment} environment
 * @param {string} [node] the Node to run it with
 */
export async function findingsIn(project, environment, node = process.execPath) {
  const found =
    environment.linter === "eslint"
      ? underESLint(project, environment, node)
      : await underOxlint(project, environment, node);
  return found.toSorted();
}

/** The findings that an environment must have: not every one reads every language. */
export function expectedIn(golden, { linter, parser }) {
  return golden.filter((line) => {
    if (linter === "oxlint") return !line.includes(".yaml:");
    return parser !== "none" || !/\.m?ts:/.test(line);
  });
}

/** The configuration a user would write. */
function configureESLint(project, parser) {
  const parsers = { "typescript-eslint": "tseslint.parser", faultline: "faultline.parser" };
  const lines = [
    `import faultline from "eslint-plugin-faultline";`,
    ...(parser === "typescript-eslint" ? [`import tseslint from "typescript-eslint";`] : []),
    "export default [",
    ...(parser === "none"
      ? []
      : [`{ files: ["**/*.{ts,mts,cts}"], languageOptions: { parser: ${parsers[parser]} } },`]),
    "...faultline.configs.strict,",
    ...(parser === "none" ? [`{ ignores: ["**/*.{ts,mts,cts}"] },`] : []),
    "];",
  ];
  writeFileSync(join(project, "eslint.config.js"), `${lines.join("\n")}\n`);
}

function underESLint(project, { parser, args = [] }, node) {
  configureESLint(project, parser);
  const script = join(project, "node_modules/eslint/bin/eslint.js");
  const results = runLinter(node, project, [script, "-f", "json", ...args, "src", "k8s"]);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message }) => {
      const file = relative(project, filePath).split(sep).join("/");
      return `${file}:${line}:${column} ${ruleId ?? message}`;
    }),
  );
}

async function underOxlint(project, { args = [] }, node) {
  const config = {
    plugins: [],
    categories: { correctness: "off" },
    jsPlugins: ["eslint-plugin-faultline"],
    rules: await strictRules(project),
  };
  writeFileSync(join(project, ".oxlintrc.json"), JSON.stringify(config));
  const script = join(project, "node_modules/oxlint/bin/oxlint");
  const output = runLinter(node, project, [script, "-f", "json", ...args, "src"]);
  return output.diagnostics.map(({ code, filename, labels: [{ span }] }) => {
    const rule = code.replace(/^(.+)\((.+)\)$/, "$1/$2");
    return `${filename}:${span.line}:${span.column} ${rule}`;
  });
}

/** The rules for code, with the options that `strict` sets: oxlint takes no preset of a plugin's. */
async function strictRules(project) {
  const plugin = join(project, "node_modules/eslint-plugin-faultline/dist/index.js");
  const { default: faultline } = await import(pathToFileURL(plugin).href);
  const code = faultline.configs.strict.find(({ name }) => name === "faultline/strict/javascript");
  return code.rules;
}

function runLinter(node, cwd, args) {
  const { stdout, stderr, error } = spawnSync(node, args, { cwd, encoding: "utf8" });
  if (error) throw error;
  try {
    return JSON.parse(stdout);
  } catch {
    throw new Error((stdout + stderr).trim());
  }
}
