import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { listSourceFiles } from "@faultline/analysis";
import type { Verdict } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { project, write, type Tree } from "./support/project.js";
import { commitAll, gitIn, onBranch, rename, repository } from "./support/repository.js";
import { HANGING, HEALTH_ROUTE, SOUND } from "./support/service.js";
import { findingsIn, reviewOf } from "./support/verdict-of.js";

const LEGACY: Tree = { ...SOUND, "src/price.ts": HANGING };

const SECOND = `
export async function stock(): Promise<unknown> {
  const answer = await fetch("https://stock.example.com");
  return answer.json();
}
`;

describe("a review of a change", () => {
  it("decides on what the change brings, and lists what was there before apart", async () => {
    const root = repository(LEGACY);
    onBranch(root, "stock", { "src/stock.ts": SECOND });

    expect(findingsIn(await changeIn(root))).toEqual(["high require-timeout src/stock.ts:3"]);
  });

  it("approves a change that touches nothing of what is wrong", async () => {
    const root = repository(LEGACY);
    onBranch(root, "note", { "src/price.ts": `// Prices come from elsewhere.\n\n${HANGING}` });
    const verdict = await changeIn(root);

    expect(findingsIn(verdict)).toEqual(["high require-timeout src/price.ts:4 inherited"]);
    expect(verdict).toMatchObject({
      verdict: "approve",
      inherited: [{ check: "require-timeout", count: 1 }],
      scope: { change: { base: "main", files: ["src/price.ts"] } },
    });
  });

  it("decides on old debt where the change touches its site", async () => {
    const root = repository(LEGACY);
    onBranch(root, "move", { "src/price.ts": HANGING.replace("prices.example", "cost.example") });

    expect(findingsIn(await changeIn(root))).toEqual(["high require-timeout src/price.ts:2"]);
  });

  it("knows what was there before by its line, although a neighbour of its kind came before it", async () => {
    const root = repository(LEGACY);
    const inserted = HANGING.replace(
      "  const answer",
      '  await fetch("https://log.example.com");\n  const answer',
    );
    onBranch(root, "neighbour", { "src/price.ts": inserted });

    expect(findingsIn(await changeIn(root))).toEqual([
      "high require-timeout src/price.ts:2",
      "high require-timeout src/price.ts:3 inherited",
    ]);
  });

  it("sees a limit that was taken away, at the client that lost it", async () => {
    const limited = HANGING.replace(
      'com")',
      'com", {\n    method: "GET",\n    signal: AbortSignal.timeout(2000),\n  })',
    );
    const root = repository({ ...SOUND, "src/price.ts": limited });
    onBranch(root, "hurry", {
      "src/price.ts": limited.replace("    signal: AbortSignal.timeout(2000),\n", ""),
    });

    expect(findingsIn(await changeIn(root))).toEqual(["high require-timeout src/price.ts:2"]);
  });

  it("sees what it causes in a file that it leaves alone", async () => {
    const healthy = `import type { FastifyInstance } from "fastify";
export const addHealth = (app: FastifyInstance) => app.get("/health", () => "ok");
`;
    const root = repository({
      ...SOUND,
      "src/main.ts": (SOUND["src/main.ts"] ?? "")
        .replace(HEALTH_ROUTE, "addHealth(app);\n")
        .replace(
          "import { addRates",
          'import { addHealth } from "./health.js";\nimport { addRates',
        ),
      "src/health.ts": healthy,
    });
    onBranch(root, "silent", { "src/health.ts": healthy.replace("/health", "/greeting") });

    expect(findingsIn(await changeIn(root))).toEqual(["high require-health-check src/main.ts:9"]);
  });

  it("follows a file that was renamed, and code that was moved to another", async () => {
    const root = repository({ ...LEGACY, "src/stock.ts": `export const none = 0;\n${SECOND}` });
    gitIn(root, "switch", "--quiet", "--create", "tidy");
    rename(root, "src/price.ts", "src/prices/price.ts");
    write(root, { "src/stock.ts": "export const none = 0;\n", "src/supply.ts": SECOND });
    commitAll(root, "Tidy");

    expect(findingsIn(await changeIn(root))).toEqual([
      "high require-timeout src/prices/price.ts:2 inherited",
      "high require-timeout src/supply.ts:3 inherited",
    ]);
  });

  it("counts a copy as new", async () => {
    const root = repository(LEGACY);
    onBranch(root, "copy", { "src/copy.ts": HANGING });

    expect(findingsIn(await changeIn(root))).toContain("high require-timeout src/copy.ts:2");
  });

  it("includes what is not committed, and what git does not know yet", async () => {
    const root = repository(SOUND);
    write(root, {
      "src/new file.ts": HANGING,
      "src/rates.ts": `${SOUND["src/rates.ts"] ?? ""}${SECOND}`,
    });

    expect(findingsIn(await changeIn(root))).toEqual([
      "high require-timeout src/new file.ts:2",
      "high require-timeout src/rates.ts:11",
    ]);
  });

  it("begins where the branches parted, whatever the base has become since", async () => {
    const root = repository(SOUND);
    onBranch(root, "greet", { "src/greet.ts": "export const greet = 1;\n" });
    gitIn(root, "switch", "--quiet", "main");
    write(root, { "src/price.ts": HANGING });
    commitAll(root, "Price");
    gitIn(root, "switch", "--quiet", "greet");

    expect((await changeIn(root)).scope.change?.files).toEqual(["src/greet.ts"]);
  });

  it("works in a folder of a repository and in a worktree of it", async () => {
    const tree = Object.entries(LEGACY).map(([file, text]) => [`services/api/${file}`, text]);
    const root = repository({ "README.md": "", ...(Object.fromEntries(tree) as Tree) });
    gitIn(root, "worktree", "add", "--quiet", "-b", "other", "tree");
    write(root, { "services/api/src/stock.ts": SECOND, "README.md": "Changed." });
    write(root, { "tree/services/api/src/stock.ts": SECOND });
    const expected = [
      "high require-timeout src/price.ts:2 inherited",
      "high require-timeout src/stock.ts:3",
    ];

    // Only what a change may have altered is linted.
    expect(findingsIn(await changeIn(join(root, "services/api")))).toEqual(expected.slice(1));
    expect(findingsIn(await changeIn(join(root, "tree/services/api")))).toEqual(expected.slice(1));
  });

  it("minds no binary file, no submodule, no removal and no change of mode", async () => {
    const root = repository({ ...LEGACY, "logo.png": "\0\u0001", "run.sh": "true\n" });
    gitIn(root, "switch", "--quiet", "--create", "odd");
    write(root, { "logo.png": "\0\u0002" });
    gitIn(root, "update-index", "--chmod=+x", "run.sh");
    mkdirSync(join(root, "vendored"));
    gitIn(join(root, "vendored"), "init", "--quiet");
    gitIn(join(root, "vendored"), "commit", "--quiet", "--allow-empty", "--message", "Begin");
    gitIn(root, "rm", "--quiet", "src/price.ts");
    gitIn(root, "add", "logo.png", "vendored");
    gitIn(root, "commit", "--quiet", "--message", "Odd");

    expect(await changeIn(root)).toMatchObject({ verdict: "approve", findings: [] });
  });
});

describe("a base that can't be used", () => {
  it.each([
    [
      "nowhere",
      /^faultline: --base names "nowhere", which is not here\. Run `git fetch origin nowhere` first\.\n$/,
    ],
    ["--output=x", /^faultline: --base names "--output=x"/],
    ["", /^faultline: --base names ""/],
  ])("is refused in one line: %j", async (ref, line) => {
    const { exitCode, stderr } = await faultline(repository(SOUND), "review", `--base=${ref}`);

    expect(stderr).toMatch(line);
    expect(exitCode).toBe(2);
  });

  it("is refused where there is no repository", async () => {
    const { exitCode, stderr } = await faultline(project(SOUND), "review", "--base", "main");

    expect(stderr).toMatch(/^faultline: --base needs a git checkout/);
    expect(exitCode).toBe(2);
  });

  it("names the fetch that a shallow clone needs", async () => {
    const origin = repository(SOUND);
    onBranch(origin, "feature", { "src/one.ts": "export {};\n" });
    gitIn(origin, "switch", "--quiet", "main");
    write(origin, { "src/two.ts": "export {};\n" });
    commitAll(origin, "Two");
    const clone = join(project({}), "clone");
    gitIn(
      origin,
      "clone",
      "--quiet",
      "--depth=1",
      "--no-single-branch",
      "--branch=feature",
      `file://${origin}`,
      clone,
    );
    const { stderr } = await faultline(clone, "review", "--base", "origin/main");

    expect(stderr).toBe(
      "faultline: This clone is shallow and does not reach the commit it has in common with origin/main. Run `git fetch --unshallow origin main` first.\n",
    );
  });
});

/** The verdict on what lies between `main` and the files as they are, which were tested. */
function changeIn(root: string): Promise<Verdict> {
  const files = listSourceFiles(root).filter((file) => existsSync(join(root, file)));
  const tree = Object.fromEntries(
    files.map((file) => [file, readFileSync(join(root, file), "utf8")]),
  );
  write(root, { ".faultline/evidence.json": tested(tree)[".faultline/evidence.json"] ?? "" });
  return reviewOf(root, "--base", "main");
}
