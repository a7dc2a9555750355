import eslintPlugin from "eslint-plugin-eslint-plugin";
import { defineConfig, globalIgnores } from "eslint/config";
import tseslint from "typescript-eslint";

const SRC = "packages/*/src/**/*.{ts,tsx}";
const TESTS = "packages/*/tests/**/*.ts";
const RULES = "packages/eslint-plugin/src/rules/**/*.ts";
const JAVASCRIPT = "packages/analysis/src/javascript";
const CLI = "packages/cli/src";

export default defineConfig(
  globalIgnores([
    "**/dist/",
    "**/coverage/",
    "**/.faultline/",
    "**/*.generated.ts",
    // Code under test, but for the verdicts, which are ours.
    "packages/*/tests/fixtures/*",
    "!packages/cli/tests/fixtures/verdicts",
    "**/__snapshots__/",
  ]),
  {
    name: "everything",
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "no-control-regex": "error",
      "no-empty": "error",
      "no-unsafe-finally": "error",
      "no-useless-escape": "error",
    },
  },

  {
    name: "typescript",
    files: [SRC, TESTS, "vitest.config.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    // A mapped type says `readonly` and `?` where a Record needs two wrappers around it.
    rules: { "@typescript-eslint/consistent-indexed-object-style": "off" },
  },
  {
    name: "syntax-trees",
    files: ["packages/{analysis,eslint-plugin}/{src,tests}/**/*.ts"],
    // Node types are compared as strings: their enum would be a dependency at run time.
    rules: {
      "@typescript-eslint/no-unsafe-enum-assignment": "off",
      "@typescript-eslint/no-unsafe-enum-comparison": "off",
    },
  },
  {
    name: "rules",
    files: [RULES],
    extends: [eslintPlugin.configs.recommended],
    // `defineRule` builds `meta`, and its types ask for what these rules look for.
    rules: {
      "eslint-plugin/prefer-message-ids": "off",
      "eslint-plugin/require-meta-has-suggestions": "off",
      "eslint-plugin/require-meta-schema": "off",
      "eslint-plugin/require-meta-type": "off",
    },
  },
  {
    name: "examples",
    files: ["examples/**/*.ts"],
    extends: [tseslint.configs.recommended],
  },
  {
    name: "scripts",
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: globals(
        "Buffer",
        "clearTimeout",
        "console",
        "performance",
        "process",
        "setTimeout",
        "URL",
      ),
    },
    rules: {
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },

  functionsOf(60, [SRC]),
  linesOf(300, [SRC, TESTS, "tools/**/*.mjs"]),
  linesOf(150, [`${JAVASCRIPT}/libraries/**/*.ts`, "packages/test-reporter/src/*.ts"]),
  linesOf(180, [RULES]),
  linesOf(200, [
    `${JAVASCRIPT}/bindings/**/*.ts`,
    `${JAVASCRIPT}/flow/**/*.ts`,
    "packages/eslint-plugin/tests/rules/**/*.ts",
  ]),
  linesOf(250, [`${CLI}/render/*.ts`, `${CLI}/render/html/**/*.{ts,tsx}`]),
  // A rule's samples are a table to read from top to bottom.
  linesOf(300, ["packages/eslint-plugin/tests/rules/**/*.ts"]),
  {
    name: "file-names",
    files: ["**/*{utils,helpers,misc,manager}*.{ts,mjs,js}"],
    // A library's file and its fixture have the name of its package.
    ignores: [`${JAVASCRIPT}/libraries/*.ts`, "packages/analysis/fixtures/**"],
    rules: {
      "no-restricted-syntax": [
        "error",
        { selector: "Program", message: "Name the file after the one thing it says." },
      ],
    },
  },

  // contract ← analysis ← eslint-plugin ← cli, contract ← analysis ← test-reporter ← cli
  importsOf("contract", ["packages/contract/src/**/*.ts"], [packages()]),
  importsOf("analysis", ["packages/analysis/src/**/*.ts"], [packages("contract")]),
  importsOf(
    "eslint-plugin",
    ["packages/eslint-plugin/src/**/*.ts"],
    [packages("contract", "analysis")],
  ),
  importsOf(
    "test-reporter",
    ["packages/test-reporter/src/**/*.ts"],
    [packages("contract", "analysis")],
  ),
  importsOf(
    "probe",
    ["packages/test-reporter/src/{probe,protocols}/**/*.ts"],
    [
      {
        regex: String.raw`^(?!node:|vitest(?:/|$)|\.\.?/)`,
        allowTypeImports: true,
        message: "It runs in users' test processes: Node's own modules, Vitest and types only.",
      },
      {
        regex: String.raw`^(?:\.\./)+(?!probe/|protocols/)[a-z]`,
        allowTypeImports: true,
        message: "It runs in users' test processes: nothing of the reporter but types.",
      },
    ],
  ),
  importsOf(
    "libraries",
    [`${JAVASCRIPT}/libraries/*.ts`],
    [
      packages("contract"),
      folders(String.raw`^\./|/libraries/|/platform/`, "A library knows no other library."),
    ],
  ),
  importsOf(
    "platform",
    [`${JAVASCRIPT}/platform/*.ts`],
    [packages("contract"), folders("/libraries/", "The platform knows no library.")],
  ),
  ...stagesOf(["collect", "join", "judge", "render"]),
);

function globals(...names) {
  return Object.fromEntries(names.map((name) => [name, "readonly"]));
}

/** Blank lines and comments count: a reader scrolls past them too. */
function linesOf(max, files) {
  return {
    name: `lines-${String(max)}`,
    files,
    rules: { "max-lines": ["error", { max, skipBlankLines: false, skipComments: false }] },
  };
}

function functionsOf(max, files) {
  const limit = { max, skipBlankLines: false, skipComments: false, IIFEs: true };
  return { name: "functions", files, rules: { "max-lines-per-function": ["error", limit] } };
}

/** The last block that matches a file decides, so each block lists everything that holds for it. */
function importsOf(name, files, patterns) {
  return {
    name: `imports-${name}`,
    files,
    plugins: { "@typescript-eslint": tseslint.plugin },
    rules: { "@typescript-eslint/no-restricted-imports": ["error", { patterns }] },
  };
}

/** Our own packages, but for those allowed. */
function packages(...allowed) {
  const scoped = allowed.map((name) => `(?!${name}(?:/|$))`).join("");
  return {
    regex: `^(?:@faultline/${scoped}|eslint-plugin-faultline|faultline(?:/|$))`,
    message: "Imports point the other way; see docs/architecture.md.",
  };
}

function folders(regex, message) {
  return { regex, message };
}

/** The command line's stages meet in its commands, never in each other. */
function stagesOf(stages) {
  return stages.map((stage) => {
    const others = stages.filter((other) => other !== stage).join("|");
    const message = `"${stage}" gets what it needs as arguments.`;
    const patterns = [{ ...folders(`/(?:${others})/`, message), allowTypeImports: true }];
    if (stage === "render") patterns.push(folders("^@faultline/(?!contract(?:/|$))", message));
    return importsOf(stage, [`${CLI}/${stage}/**/*.{ts,tsx}`], patterns);
  });
}
