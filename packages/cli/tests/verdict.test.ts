import { existsSync } from "node:fs";
import { join } from "node:path";
import parser from "@typescript-eslint/parser";
import { ESLint } from "eslint";
import plugin from "eslint-plugin-faultline";
import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { paymentService } from "./support/example.js";
import { faultline } from "./support/faultline.js";
import { contentsOf, project, write, type Tree } from "./support/project.js";
import { CHATTY, HANGING, SOUND } from "./support/service.js";
import { findingsIn, reviewOf, verdictIn } from "./support/verdict-of.js";

const QUIET = CHATTY.replace(
  "export",
  "// eslint-disable-next-line faultline/structured-logging -- a greeting\nexport",
);

describe("faultline verdict", () => {
  it("finds in ESLint's results what a review finds by itself", async () => {
    const root = paymentService("before");
    write(root, { "src/price.ts": HANGING, "src/greet.ts": CHATTY, "src/quiet.ts": QUIET });
    write(root, tested(contentsOf(root)));
    await eslint(root, "lint.json");

    const combined = await verdictOf(root, "--lint", "lint.json", "--evidence", EVIDENCE);
    const reviewed = await reviewOf(root);

    expect(combined.findings).toEqual(reviewed.findings);
    expect(combined.headline).toBe(reviewed.headline);
    expect(findingsIn(combined)).toEqual([
      "high require-health-check src/main.ts:12",
      "high require-timeout src/price.ts:2",
      "high require-retry src/price.ts:2",
      "high require-retry src/processor.ts:37",
      "medium structured-logging src/greet.ts:2",
      "medium structured-logging src/quiet.ts:3 suppressed",
    ]);
  });

  it("lints nothing: what the results do not say was not found", async () => {
    const root = project({
      ...tested({ ...SOUND, "src/price.ts": HANGING }),
      "lint.json": results("src/main.ts", "src/rates.ts", "src/price.ts"),
    });

    expect(findingsIn(await verdictOf(root, "--lint", "lint.json"))).toEqual([]);
    expect(findingsIn(await reviewOf(root))).toEqual(["high require-timeout src/price.ts:2"]);
  });

  it("runs nothing: neither configuration is loaded", async () => {
    const trace = `import { writeFileSync } from "node:fs";\nwriteFileSync("trace", "");\n`;
    const root = project({
      ...tested(SOUND),
      "lint.json": results("src/main.ts", "src/rates.ts"),
      "eslint.config.js": trace,
      "vitest.config.js": trace,
    });

    expect(await verdictOf(root, "--lint", "lint.json")).toMatchObject({ headline: "LGTM" });
    expect(existsSync(join(root, "trace"))).toBe(false);
  });

  it("joins the results of several runs", async () => {
    const root = project({
      ...tested(SOUND),
      "server.json": results("src/main.ts"),
      "routes.json": results("src/rates.ts"),
    });
    const verdict = await verdictOf(root, "--lint", "server.json", "--lint", "routes.json");

    expect(verdict.headline).toBe("LGTM");
    expect(verdict.inputs.filter(({ kind }) => kind === "lint")).toEqual([
      { kind: "lint", source: "server.json", detail: "1 file" },
      { kind: "lint", source: "routes.json", detail: "1 file" },
    ]);
  });
});

const EVIDENCE = ".faultline/evidence.json";

async function verdictOf(root: string, ...args: readonly string[]) {
  const { stdout, stderr } = await faultline(root, "verdict", "--format", "json", ...args);
  expect(stderr).toBe("");
  return verdictIn(stdout);
}

/** Lints a project as its owner would: with the usual parser, and results in JSON. */
async function eslint(root: string, file: string): Promise<void> {
  const linter = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: { parser } },
      ...plugin.configs.recommended,
    ],
  });
  const formatter = await linter.loadFormatter("json");
  const text: Tree = { [file]: await formatter.format(await linter.lintFiles(["."])) };
  write(root, text);
}

/** ESLint's results for files in which it found nothing. */
function results(...files: readonly string[]): string {
  return JSON.stringify(files.map((filePath) => ({ filePath, messages: [] })));
}
