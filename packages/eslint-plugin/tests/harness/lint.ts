import { javascriptParser } from "@faultline/analysis";
import { Linter } from "eslint";
import plugin from "eslint-plugin-faultline";
import { RULES_BY_LANGUAGE, type RuleLanguage } from "../../src/rules.generated.js";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where samples live: a server, with a library and a front end in folders of their own. */
const SERVICE = fileURLToPath(new URL("../fixtures/service", import.meta.url));

/** A file as an example gives it: its name decides the language. */
export interface Sample {
  readonly filename?: string;
  readonly code: string;
  readonly options?: readonly unknown[];
  /** `settings.faultline`. */
  readonly settings?: unknown;
  /** Names that the configuration declares, as `globals.browser` does. */
  readonly globals?: readonly string[];
}

/** Lints one sample with one rule, through the plugin's own parsers. */
export function lint(rule: string, sample: Sample): Linter.LintMessage[] {
  const linter = new Linter({ configType: "flat", cwd: SERVICE });
  const blocks = [...plugin.configs.strict, ...plugin.configs.workflows].map((block) => ({
    ...block,
    ignores: [],
    rules: {},
  }));
  const level: Linter.RuleEntry = ["error", ...(sample.options ?? [])];
  return linter.verify(
    sample.code,
    [
      {
        files: ["**/*.{js,mjs,cjs,ts,mts,cts}"],
        languageOptions: {
          parser: javascriptParser,
          globals: Object.fromEntries((sample.globals ?? []).map((name) => [name, "readonly"])),
        },
      },
      ...blocks,
      { plugins: { faultline: plugin }, rules: { [`faultline/${rule}`]: level } },
      ...(sample.settings === undefined ? [] : [{ settings: { faultline: sample.settings } }]),
    ],
    { filename: join(SERVICE, sample.filename ?? usualFilename(rule)) },
  );
}

/** The sample with each finding drawn under the code it is about, the way a compiler would. */
export function frame(sample: Sample, messages: readonly Linter.LintMessage[]): string {
  const lines = sample.code.split("\n");
  const drawn = lines.flatMap((line, index) => [
    `${String(index + 1).padStart(3)} | ${line}`.trimEnd(),
    ...messages
      .filter((message) => message.line === index + 1)
      .flatMap((message) => squiggle(line, message)),
  ]);
  return `${drawn.join("\n").trimEnd()}\n`;
}

/** A name whose file the rules of that language look at. */
const USUAL_FILENAMES: Readonly<Record<RuleLanguage, string>> = {
  javascript: "src/sample.ts",
  kubernetes: "k8s/manifest.yaml",
  dockerfile: "Dockerfile",
  compose: "compose.production.yaml",
  workflow: ".github/workflows/deploy.yml",
  migration: "migrations/0002_change.sql",
};

/** What a sample of a rule is called where it doesn't say. */
export function usualFilename(rule: string): string {
  const languages = Object.entries(RULES_BY_LANGUAGE) as [RuleLanguage, object][];
  const [language = "javascript"] = languages.find(([, rules]) => rule in rules) ?? [];
  return USUAL_FILENAMES[language];
}

function squiggle(line: string, message: Linter.LintMessage): string[] {
  const end =
    message.endLine === message.line ? (message.endColumn ?? message.column + 1) : line.length + 1;
  const marker = `${" ".repeat(message.column - 1)}${"~".repeat(Math.max(1, end - message.column))}`;
  // What every rule over configuration files offers says nothing of this finding.
  const suggestions = (message.suggestions ?? [])
    .filter(({ messageId }) => messageId !== "disable")
    .map(({ desc }) => `    | suggestion: ${desc}`);
  return [
    `    | ${marker}`,
    `    | ${message.ruleId ?? "syntax"}: ${message.message}`,
    ...suggestions,
  ];
}
