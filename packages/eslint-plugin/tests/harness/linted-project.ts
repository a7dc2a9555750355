import type { ESLint } from "eslint";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import process from "node:process";

const ESLINT = join(
  dirname(createRequire(import.meta.url).resolve("eslint/package.json")),
  "bin/eslint.js",
);

/** The recommended preset, and a rule that logs which files are linted rather than taken from a cache. */
const CONFIG = `import faultline from ${JSON.stringify(import.meta.resolve("eslint-plugin-faultline"))};
import { appendFileSync } from "node:fs";

const log = { create: ({ filename }) => (appendFileSync("linted.log", filename + "\\n"), {}) };

export default [
  ...faultline.configs.recommended,
  { files: ["src/**/*.js"], plugins: { own: { meta: { name: "own", version: "1" }, rules: { log } } }, rules: { "own/log": "error" } },
];
`;

export interface Linted {
  readonly problems: readonly string[];
  /** The files that rules ran over. */
  readonly linted: readonly string[];
}

/** A project on disk that ESLint's own command line lints. */
export class LintedProject {
  readonly root: string = mkdtempSync(join(tmpdir(), "faultline-linted-"));

  constructor(files: Readonly<Record<string, string>>) {
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.write("eslint.config.js", CONFIG);
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.root, file)), { recursive: true });
    writeFileSync(join(this.root, file), text);
  }

  delete(path: string): void {
    rmSync(join(this.root, path), { recursive: true });
  }

  lint(args: readonly string[]): Linted {
    this.write("linted.log", "");
    const { stdout, stderr } = spawnSync(process.execPath, [ESLINT, "src", "-f", "json", ...args], {
      cwd: this.root,
      encoding: "utf8",
    });
    if (!stdout.startsWith("[")) throw new Error(stdout + stderr);
    return {
      problems: problemsIn(this.root, JSON.parse(stdout) as ESLint.LintResult[]),
      linted: this.#logged(),
    };
  }

  /** Until nothing new is noted: the second run knows what the first has followed. */
  warm(args: readonly string[]): void {
    this.lint(args);
    this.lint(args);
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  #logged(): string[] {
    const log = readFileSync(join(this.root, "linted.log"), "utf8");
    return log
      .split("\n")
      .flatMap((line) => (line === "" ? [] : [shortened(this.root, line)]))
      .sort();
  }
}

// Sound: this is what ESLint's JSON formatter prints.
function problemsIn(root: string, results: readonly ESLint.LintResult[]): string[] {
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, ruleId, message }) => {
      const what = ruleId?.replace("faultline/", "") ?? message;
      return `${shortened(root, filePath)}:${String(line)} ${what}`;
    }),
  );
}

function shortened(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}
