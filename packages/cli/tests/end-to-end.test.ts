import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { project, write, type Tree } from "./support/project.js";
import { CHATTY, HANGING, SOUND } from "./support/service.js";
import { findingsIn, obstaclesOf, reviewOf, verdictIn } from "./support/verdict-of.js";

const HANGS: Tree = { ...SOUND, "src/price.ts": HANGING };
const CHATS: Tree = { ...SOUND, "src/greet.ts": CHATTY };

describe("a verdict", () => {
  it("is LGTM when nothing is wrong and the tests passed", async () => {
    const { exitCode, stdout, stderr } = await faultline(project(tested(SOUND)), "review");

    expect(stdout.split("\n")[0]).toBe("LGTM");
    expect(stderr).toBe("");
    expect(exitCode).toBe(0);
  });

  it("is conditional when only medium findings are open", async () => {
    const { exitCode, stdout } = await faultline(project(tested(CHATS)), "review");

    expect(stdout.split("\n")[0]).toBe("LGTM with 1 condition");
    expect(stdout).toContain("medium  src/greet.ts:2  structured-logging");
    expect(exitCode).toBe(0);
  });

  it("is BLOCK when a high finding is open", async () => {
    const { exitCode, stdout } = await faultline(project(tested(HANGS)), "review");

    expect(stdout.split("\n")[0]).toBe("BLOCK (0 critical, 1 high)");
    expect(exitCode).toBe(1);
  });

  it("fails on lesser findings when it is told to", async () => {
    const root = project(tested(CHATS));

    expect(await faultline(root, "review", "--fail-on", "medium")).toMatchObject({ exitCode: 1 });
    expect(await faultline(root, "review", "--fail-on", "high")).toMatchObject({ exitCode: 0 });
  });

  it("is BLOCK when a test fails, whatever else is good", async () => {
    const tests = { total: 3, passed: 2, failed: 1, skipped: 0 };
    const root = project(tested(SOUND, { tests }));
    const verdict = await reviewOf(root, "src/rates.ts");

    expect(verdict.headline).toMatch(/^BLOCK \(\d critical, \d high\)$/);
    expect(verdict.gates).toContainEqual({
      name: "tests",
      status: "failed",
      detail: "2 of 3 tests passed.",
    });
    expect(verdict.findings.map(({ message }) => message)).toEqual([
      "1 of 3 tests fail. What a failing suite proves can't be relied on.",
    ]);
  });
});

describe("without a test run", () => {
  it("gives no verdict, and still says what it found", async () => {
    const { exitCode, stdout, stderr } = await faultline(project(HANGS), "review");

    expect(stdout.split("\n")[0]).toBe("CANNOT JUDGE (0 critical, 1 high)");
    expect(stdout).toContain("high  src/price.ts:2  require-timeout");
    expect(stderr).toMatch(/^faultline: No test run left evidence\. Add --run-tests, or .*\n$/);
    expect(exitCode).toBe(2);
  });

  it("does not take the run of an earlier version for one of this", async () => {
    const root = project(tested(SOUND));
    write(root, { "src/rates.ts": `// Changed.\n${SOUND["src/rates.ts"] ?? ""}` });

    expect(await obstaclesOf(root)).toEqual([
      "The evidence is older than the code: src/rates.ts changed since the tests ran.",
    ]);
  });

  it("does not take a run for one of sources that came later", async () => {
    const root = project(tested(SOUND));
    write(root, { "src/greet.ts": CHATTY, "src/price.ts": HANGING });

    expect(await obstaclesOf(root)).toEqual([
      "The evidence is older than the code: src/greet.ts and 1 more changed since the tests ran.",
    ]);
  });

  it("does not take a run with sources that are gone for one of those that are left", async () => {
    const gone = tested(CHATS)[".faultline/evidence.json"] ?? "";

    expect(await obstaclesOf(project({ ...SOUND, ".faultline/evidence.json": gone }))).toEqual([
      "The evidence is older than the code: src/greet.ts changed since the tests ran.",
    ]);
  });

  it("minds no change of tests, of configuration and of documents", async () => {
    const root = project(tested(SOUND));
    write(root, { "tests/rates.test.ts": "it('works')", "vite.config.ts": "", "README.md": "#" });

    expect(await reviewOf(root)).toMatchObject({ verdict: "approve" });
  });
});

describe("outputs", () => {
  it("go to files, several at once, in folders that need not be there", async () => {
    const root = project(tested(HANGS));
    const { exitCode, stdout } = await faultline(
      root,
      "review",
      "--format",
      "json=reports/new/review.json",
      "--format",
      "markdown=reports/review.md",
    );

    expect(stdout).toBe("");
    expect(exitCode).toBe(1);
    expect(verdictIn(textOf(root, "reports/new/review.json")).headline).toBe(
      "BLOCK (0 critical, 1 high)",
    );
    expect(textOf(root, "reports/review.md")).toContain("BLOCK (0 critical, 1 high)");
  });

  it("replace what an earlier review wrote, and leave nothing beside it", async () => {
    const root = project({ ...tested(SOUND), "reports/review.json": "old" });
    await faultline(root, "review", "--format", "json=reports/review.json", "--format", "terminal");

    expect(verdictIn(textOf(root, "reports/review.json")).headline).toBe("LGTM");
    expect(readdirSync(join(root, "reports"))).toEqual(["review.json"]);
  });

  it("are all or none", async () => {
    const root = project({ ...tested(SOUND), "taken/by/a-folder.txt": "" });
    const { exitCode, stdout } = await faultline(
      root,
      "review",
      "--format",
      "terminal",
      "--format",
      "json=review.json",
      "--format",
      "markdown=taken",
    );

    expect(stdout).toBe("");
    expect(existsSync(join(root, "review.json"))).toBe(false);
    expect(exitCode).toBe(2);
  });
});

describe("paths", () => {
  it("limit what is found, not what the tests must have seen", async () => {
    const root = project(tested({ ...HANGS, "src/greet.ts": CHATTY }));

    expect(findingsIn(await reviewOf(root, "src/greet.ts"))).toEqual([
      "medium structured-logging src/greet.ts:2",
    ]);
    expect(await reviewOf(root, "src")).toMatchObject({
      headline: "BLOCK (0 critical, 1 high)",
      scope: { files: 4, paths: ["src"] },
    });
  });

  it("take a folder for the folder, not for everything that begins like it", async () => {
    const root = project(tested({ ...HANGS, "src-old/price.ts": HANGING }));

    expect(findingsIn(await reviewOf(root, "./src"))).toEqual([
      "high require-timeout src/price.ts:2",
    ]);
  });
});

function textOf(root: string, file: string): string {
  return readFileSync(join(root, file), "utf8");
}
