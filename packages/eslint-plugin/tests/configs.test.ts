import { ESLint, Linter } from "eslint";
import plugin from "eslint-plugin-faultline";
import { defineConfig } from "eslint/config";
import { builtinRules } from "eslint/use-at-your-own-risk";
import { fileURLToPath } from "node:url";
import tseslint from "typescript-eslint";
import { describe, expect, it, vi } from "vitest";

const cwd = fileURLToPath(new URL("./fixtures/mixed-project", import.meta.url));

/** Every core rule, as a project would switch them on: for all files. */
const CORE: Linter.RulesRecord = Object.fromEntries(
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one list of core rules that needs no package more
  [...builtinRules.keys()].map((name) => [name, "error"]),
);

const MANIFESTS = ["k8s/**/*.yaml", "charts/**/*.yaml"];

async function lintFixture(
  config: Linter.Config[],
  files: string | string[],
): Promise<ESLint.LintResult[]> {
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: config });
  return eslint.lintFiles(files);
}

function lines(results: readonly ESLint.LintResult[]): string[] {
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, column, ruleId, message }) => {
      const file = filePath.slice(cwd.length + 1).replaceAll("\\", "/");
      return `${file}:${String(line)}:${String(column)} ${ruleId ?? message}`;
    }),
  );
}

const ONLY_OURS = ["k8s/deployment.yaml:9:17 faultline/k8s-require-probes"];

// Typed linting and a thousand rules take seconds where other work runs beside them.
vi.setConfig({ testTimeout: 60_000 });

describe("the recommended preset", () => {
  it("leaves manifests to our rules, beside un-scoped and typed rules of others", async () => {
    const config = defineConfig([
      { rules: CORE },
      tseslint.configs.recommendedTypeChecked,
      { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: cwd } } },
      plugin.configs.recommended,
    ]);
    const results = await lintFixture(config, ["src", ...MANIFESTS]);
    expect(lines(results).filter((line) => !line.startsWith("src/"))).toEqual(ONLY_OURS);
    expect(lines(results)).toContain("src/server.ts:6:1 @typescript-eslint/no-floating-promises");
  });

  it("extends by name", async () => {
    const config = defineConfig([
      { plugins: { faultline: plugin }, extends: ["faultline/recommended"] },
    ]);
    expect(lines(await lintFixture(config, MANIFESTS))).toEqual(ONLY_OURS);
  });

  it("goes by the name it is registered under", async () => {
    const config = defineConfig([{ plugins: { fl: plugin }, extends: ["fl/recommended"] }]);
    expect(lines(await lintFixture(config, "k8s/deployment.yaml"))).toEqual([
      "k8s/deployment.yaml:9:17 fl/k8s-require-probes",
    ]);
  });

  it("honours directive comments in YAML", async () => {
    const [result] = await lintFixture(plugin.configs.recommended, "k8s/justified.yaml");
    expect(result?.messages).toEqual([]);
    expect(result?.suppressedMessages).toMatchObject([
      {
        ruleId: "faultline/k8s-require-probes",
        line: 10,
        suppressions: [{ justification: "the sidecar of the mesh probes it" }],
      },
    ]);
  });

  it("does not make a parse error of a Helm template", async () => {
    const results = await lintFixture(plugin.configs.strict, ["charts/**/*.yaml"]);
    expect(results.map(({ fatalErrorCount, messages }) => [fatalErrorCount, messages])).toEqual([
      [0, []],
    ]);
  });

  it("says where a manifest stops being YAML", async () => {
    const [result] = await lintFixture(plugin.configs.strict, ["manifests/broken.yaml"]);
    expect(result?.messages).toMatchObject([
      { fatal: true, line: 4, message: expect.stringMatching(/^Parsing error: /) as string },
    ]);
  });

  it("leaves other YAML files alone", async () => {
    const eslint = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: plugin.configs.recommended,
    });
    const openapi: unknown = await eslint.calculateConfigForFile("openapi.yaml");
    expect(openapi).toBeUndefined();
  });

  it.each([
    "src/a.test.ts",
    "tests/a.ts",
    "src/a.d.ts",
    "scripts/seed.ts",
    "vite.config.ts",
    "dist/a.js",
  ])("does not judge %s", async (file) => {
    const eslint = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: plugin.configs.recommended,
    });
    const config: unknown = await eslint.calculateConfigForFile(file);
    expect(config === undefined ? {} : config).not.toHaveProperty(
      "rules.faultline/require-timeout",
    );
  });

  it("can be cached: its parser and the plugin have names and versions", () => {
    expect(plugin.meta.version).toMatch(/^\d+\./);
    const parsers = plugin.configs.recommended.flatMap(
      ({ languageOptions }) => languageOptions ?? [],
    );
    expect(parsers.length).toBeGreaterThan(0);
    for (const options of parsers)
      expect(options).toMatchObject({
        parser: { meta: { name: expect.stringMatching(/^faultline-/) as string, version: "1" } },
      });
  });
});

/** A preset's block, by the language it is for. */
function blockOf(language: string): Linter.Config {
  const name = `faultline/recommended/${language}`;
  return plugin.configs.recommended.find((block) => block.name === name) ?? {};
}

/** What every core and typescript-eslint rule says of a text, each switched on alone and for all files. */
function foundByOthers(language: string, text: string, filename: string): Linter.LintMessage[] {
  const linter = new Linter({ configType: "flat" });
  const plugins = { "@typescript-eslint": tseslint.plugin };
  const typed = tseslint.configs.all.flatMap(({ rules }) => Object.keys(rules ?? {}));
  const names = new Set([...Object.keys(CORE), ...typed]);
  return [...names].flatMap((name) => {
    const block = {
      ...blockOf(language),
      plugins,
      rules: { [name]: "error" },
    } satisfies Linter.Config;
    return linter.verify(text, [block], { filename });
  });
}

describe("the SQL parser", () => {
  it("survives every core and typescript-eslint rule, un-scoped", () => {
    const text = "-- a comment\nCREATE TABLE a (b text DEFAULT 'c\nd');\n";
    expect(foundByOthers("migration", text, "migrations/1.sql")).toEqual([]);
  });

  it("honours directives in SQL, and says where a text is broken", () => {
    const lint = (text: string): Linter.LintMessage[] =>
      new Linter({ configType: "flat" }).verify(text, [blockOf("migration")], {
        filename: "migrations/1.sql",
      });
    const rename = "ALTER TABLE a RENAME COLUMN b TO c;\n";
    const silenced = `-- eslint-disable-next-line faultline/migration-no-destructive -- nobody reads it\n${rename}`;
    expect(lint(rename)).toMatchObject([{ ruleId: "faultline/migration-no-destructive" }]);
    expect(lint(silenced)).toEqual([]);
    expect(lint("SELECT 1;\nSELECT 'open")).toMatchObject([{ fatal: true, line: 2, column: 8 }]);
  });
});

describe("the Dockerfile parser", () => {
  it("survives every core and typescript-eslint rule, un-scoped", () => {
    expect(foundByOthers("dockerfile", DOCKERFILE, "Dockerfile")).toEqual([]);
  });

  it("places comments, so that a needless directive is told", () => {
    const text = "FROM node:22-slim\r\nRUN a && \\\r\n  # eslint-disable-line no-undef\r\n  b\r\n";
    const config = {
      ...blockOf("dockerfile"),
      linterOptions: { reportUnusedDisableDirectives: true },
    };
    const found = new Linter({ configType: "flat" }).verify(text, [config], {
      filename: "Dockerfile",
    });
    expect(found).toMatchObject([{ ruleId: null, line: 3, column: 3 }]);
  });

  it("says where a text stops being a Dockerfile", () => {
    const found = new Linter({ configType: "flat" }).verify(
      "FROM node:22-slim\nRUUN npm ci\n",
      [blockOf("dockerfile")],
      { filename: "Dockerfile" },
    );
    expect(found).toMatchObject([{ fatal: true, line: 2, column: 1 }]);
  });

  it.each([
    "Dockerfile.j2",
    "Dockerfile.dockerignore",
    "Dockerfile.dev",
    "test/Dockerfile",
    ".devcontainer/Dockerfile",
  ])("does not judge %s", async (file) => {
    const eslint = new ESLint({
      cwd,
      overrideConfigFile: true,
      overrideConfig: plugin.configs.recommended,
    });
    const config: unknown = await eslint.calculateConfigForFile(file);
    expect(config).toBeUndefined();
  });
});

describe("the YAML parser", () => {
  it("survives every core and typescript-eslint rule, un-scoped", () => {
    expect(foundByOthers("kubernetes", MANIFEST, "k8s/a.yaml")).toEqual([]);
  });

  it("places comments, so that a needless directive is told", () => {
    const text = "kind: Service\r\n---\r\nport: 80 # eslint-disable-line no-undef\r\n";
    const config = {
      ...blockOf("kubernetes"),
      linterOptions: { reportUnusedDisableDirectives: true },
    };
    const found = new Linter({ configType: "flat" }).verify(text, [config], {
      filename: "k8s/a.yaml",
    });
    expect(found).toMatchObject([{ ruleId: null, line: 3, column: 10 }]);
  });
});

const MANIFEST = `# a comment\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: "a", list: [1, 2] }\nspec: |\n  text\n`;

const DOCKERFILE = `# syntax=docker/dockerfile:1
# a comment
FROM node:22-slim AS build
RUN <<EOF
npm ci
EOF
RUN a && \\
  # inside
  b
CMD ["node", "main.js"]
`;
