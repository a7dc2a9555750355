import { ESLint, type Linter } from "eslint";
import plugin from "eslint-plugin-faultline";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";
import { describe, expect, it, vi } from "vitest";

const SERVICE = fileURLToPath(new URL("fixtures/compat", import.meta.url));

/** Read by `npm run compat` too, which tries the versions that are not installed here. */
const FINDINGS = "./__snapshots__/compat.txt";

const OXLINT = join(
  dirname(createRequire(import.meta.url).resolve("oxlint/package.json")),
  "bin/oxlint",
);

// Linters start in processes of their own.
vi.setConfig({ testTimeout: 60_000 });

describe("a small service has the same findings", () => {
  it("under ESLint with the parser of typescript-eslint", async () => {
    const found = await underESLint(tseslint.parser);
    await expect(`${found.join("\n")}\n`).toMatchFileSnapshot(FINDINGS);
  });

  it("under ESLint with our own parser", async () => {
    expect(await underESLint(plugin.parser)).toEqual(
      await underESLint(tseslint.parser as Linter.Parser),
    );
  });

  it("with one rule on at a time", async () => {
    const all = await underESLint(plugin.parser);
    const rules = new Set(all.map((line) => line.slice(line.lastIndexOf(" ") + 1)));
    for (const rule of rules) {
      const alone = await underESLint(plugin.parser, strictWithOnly(rule));
      const isOfRule = (line: string): boolean => line.endsWith(` ${rule}`);
      expect(alone.filter(isOfRule)).toEqual(all.filter(isOfRule));
    }
  });

  it.each(["1", "4"])("under oxlint with %s threads, which reads no YAML", async (threads) => {
    const code = (await underESLint(plugin.parser)).filter((line) => !line.includes(".yaml:"));
    expect(underOxlint(threads)).toEqual(code);
  });
});

/** The strict preset without its other rules, which may ask for other facts about the same sites. */
function strictWithOnly(rule: string): Linter.Config[] {
  return plugin.configs.strict.map((block) => {
    const entry = block.rules?.[rule];
    return { ...block, rules: entry === undefined ? {} : { [rule]: entry } };
  });
}

async function underESLint(
  parser: Linter.Parser,
  strict: readonly Linter.Config[] = plugin.configs.strict,
): Promise<string[]> {
  const eslint = new ESLint({
    cwd: SERVICE,
    overrideConfigFile: true,
    overrideConfig: [{ files: ["**/*.{ts,mts}"], languageOptions: { parser } }, ...strict],
  });
  const results = await eslint.lintFiles(".");
  return results
    .flatMap(({ filePath, messages }) =>
      messages.map(({ line, column, ruleId, message }) => {
        const file = relative(SERVICE, filePath).split(sep).join("/");
        return `${file}:${String(line)}:${String(column)} ${ruleId ?? message}`;
      }),
    )
    .sort();
}

interface OxlintOutput {
  readonly diagnostics: readonly {
    readonly code: string;
    readonly filename: string;
    readonly labels: readonly [
      { readonly span: { readonly line: number; readonly column: number } },
    ];
  }[];
}

function underOxlint(threads: string): string[] {
  const folder = mkdtempSync(join(tmpdir(), "faultline-oxlint-"));
  const config = join(folder, ".oxlintrc.json");
  const rules = plugin.configs.strict.find(({ name }) => name?.endsWith("/javascript"))?.rules;
  const jsPlugins = [fileURLToPath(import.meta.resolve("eslint-plugin-faultline"))];
  writeFileSync(config, JSON.stringify({ plugins: [], categories: {}, jsPlugins, rules }));
  try {
    return oxlintFindings(["-c", config, "-f", "json", "--threads", threads, "."]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function oxlintFindings(args: readonly string[]): string[] {
  // Findings are exit code 1, for which `execFileSync` throws an error that holds the output.
  const output = outputOf(() =>
    execFileSync(process.execPath, [OXLINT, ...args], { cwd: SERVICE, encoding: "utf8" }),
  );
  // Sound: this is what oxlint's JSON formatter prints.
  const { diagnostics } = JSON.parse(output) as OxlintOutput;
  return diagnostics
    .map(({ code, filename, labels: [{ span }] }) => {
      const rule = code.replace(/^(.+)\((.+)\)$/, "$1/$2");
      return `${filename}:${String(span.line)}:${String(span.column)} ${rule}`;
    })
    .sort();
}

function outputOf(run: () => string): string {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}
