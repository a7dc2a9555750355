import { mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sourceReader } from "../src/collect/source-text.js";
import { report } from "../src/commands/report.js";
import { main } from "../src/main.js";
import { parseOutputs } from "../src/options.js";
import { block } from "./fixtures/verdicts/block.js";
import { cannotJudge } from "./fixtures/verdicts/cannot-judge.js";
import { checkout, project } from "./support/project.js";

const ESC = "\u001B";

describe("--format", () => {
  it("writes each format to its file, and what has none to standard output", () => {
    const root = project({});
    const { stdout } = said(root, ["json=out/review.json", "html=out/review.html", "markdown"]);

    expect(readdirSync(join(root, "out")).sort()).toEqual(["review.html", "review.json"]);
    expect(stdout).toMatch(/^<!-- faultline-review -->\n/);
  });

  it("takes - for standard output", () => {
    const root = project({});

    expect(said(root, ["junit=-"]).stdout).toMatch(/^<\?xml /);
    expect(readdirSync(root)).toEqual([]);
  });

  it("names files from the root of the repository, wherever the review runs", () => {
    const root = join(checkout({ "services/api/package.json": "{}" }), "services/api");

    expect(said(root, ["github"]).stdout).toContain("::error file=services/api/src/payments.ts,");
  });

  it("adds the review to the summary of a job on GitHub", () => {
    const root = project({ "summary.md": "Before.\n" });
    const GITHUB_STEP_SUMMARY = join(root, "summary.md");
    const { stdout } = said(root, ["github"], { env: { GITHUB_STEP_SUMMARY } });
    const summary = readFileSync(GITHUB_STEP_SUMMARY, "utf8");

    expect(stdout).toMatch(/^::error file=src\/payments\.ts/);
    expect(summary).toMatch(/^Before\.\n<!-- faultline-review -->\n/);
    expect(Buffer.byteLength(summary)).toBeLessThan(1024 * 1024);
  });

  it("is worth no less where the summary can't be written", () => {
    const root = project({});
    const env = { GITHUB_STEP_SUMMARY: join(root, "gone/summary.md") };
    const { exitCode, stderr } = said(root, ["github"], { env });

    expect(stderr).toMatch(/^faultline: The job summary can't be written: ENOENT.*\n$/);
    expect(exitCode).toBe(1);
  });
});

describe("colours", () => {
  const root = project.bind(undefined, {});

  it.each([
    ["a terminal", { isTTY: true }, true],
    ["a pipe", {}, false],
    ["NO_COLOR", { isTTY: true, env: { NO_COLOR: "1" } }, false],
    ["an empty NO_COLOR", { isTTY: true, env: { NO_COLOR: "" } }, true],
    ["FORCE_COLOR in a pipe", { env: { FORCE_COLOR: "1" } }, true],
    ["FORCE_COLOR=0", { isTTY: true, env: { FORCE_COLOR: "0" } }, false],
  ])("%s", (_, circumstances, isColourful) => {
    expect(said(root(), ["terminal"], circumstances).stdout.includes(ESC)).toBe(isColourful);
  });

  it("has none in a file", () => {
    const folder = root();
    said(folder, ["terminal=review.txt"], { isTTY: true, env: { FORCE_COLOR: "1" } });

    expect(readFileSync(join(folder, "review.txt"), "utf8")).not.toContain(ESC);
  });
});

describe("sourceReader", () => {
  it("reads what is in the project, and nothing else", () => {
    const outside = project({ "secret.txt": "secret" });
    const root = project({
      "src/a.ts": "a",
      "binary.ts": "a\u0000b",
      "big.ts": "x".repeat(600_000),
    });
    mkdirSync(join(root, "folder"));
    symlinkSync(join(outside, "secret.txt"), join(root, "link.ts"));
    const read = sourceReader(root);
    const files = [join(outside, "secret.txt"), "../x", "link.ts", "folder", "gone", "\u0000"];

    expect(read("src/a.ts")).toBe("a");
    expect([...files, "binary.ts", "big.ts", ""].map(read)).toEqual(
      Array.from({ length: 9 }, () => undefined),
    );
  });
});

it("says on stderr why it could not judge, in any format", () => {
  expect(said(project({}), ["ctrf"], { verdict: cannotJudge })).toMatchObject({
    exitCode: 2,
    stderr: "faultline: No test run left evidence. Run `faultline review --run-tests`.\n",
  });
});

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
  readonly verdict?: typeof block;
}

/** Reports a verdict in a folder, as `review` does. */
function said(
  root: string,
  formats: readonly string[],
  { env = {}, isTTY = false, verdict = block }: Circumstances = {},
) {
  const texts = { stdout: "", stderr: "" };
  const exitCode = report(
    verdict,
    { outputs: parseOutputs(formats), failOn: undefined },
    {
      argv: [],
      cwd: () => root,
      env,
      stdout: { write: (text: string) => (texts.stdout += text), isTTY },
      stderr: { write: (text: string) => (texts.stderr += text) },
    },
  );
  return { exitCode, ...texts };
}

describe("progress", () => {
  it("is one line on a terminal that is gone when the work is done", async () => {
    const written = await writtenTo({ isTTY: true });

    expect(written.replaceAll("\r\u001B[2K", "⟲")).toBe(
      "⟲faultline: reading the code …⟲faultline: linting …⟲faultline: judging …⟲",
    );
  });

  it("is not in a log", async () => {
    expect(await writtenTo({})).toBe("");
  });
});

/** What a review of a small project writes to standard error before its verdict. */
async function writtenTo(stderr: { readonly isTTY?: boolean }): Promise<string> {
  const root = project({ "package.json": "{}", "src/main.ts": "await fetch('http://a');\n" });
  let text = "";
  await main({
    argv: ["node", "faultline", "review"],
    cwd: () => root,
    env: {},
    stdout: { write: () => true },
    stderr: { ...stderr, write: (part: string) => (text += part) },
  });
  return text
    .replace(/faultline: No test run.*\n/, "")
    .replace(/faultline: The project has no.*\n/, "");
}
