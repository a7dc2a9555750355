import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { checkout, project, write, type Tree } from "./support/project.js";
import {
  CHATTY,
  HANGING,
  HEALTH_ROUTE,
  packageJson,
  SOUND,
  UNPROBED,
  without,
} from "./support/service.js";
import { findingsIn, reviewOf, verdictIn } from "./support/verdict-of.js";

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

describe("suppressed findings", () => {
  const QUIET = HANGING.replace(
    "  const",
    "  // eslint-disable-next-line faultline/require-timeout -- a local socket\n  const",
  );

  it("are counted, and decide nothing", async () => {
    const root = project(tested({ ...SOUND, "src/price.ts": QUIET }));
    const verdict = await reviewOf(root);
    const { stdout } = await faultline(root, "review");

    expect(findingsIn(verdict)).toEqual(["high require-timeout src/price.ts:3 suppressed"]);
    expect(verdict).toMatchObject({ headline: "LGTM", counts: { high: 0 } });
    expect(stdout).toContain("1 suppressed finding not shown");
    expect(stdout).not.toContain("src/price.ts:3");
  });

  it("leave their criterion undecided, not met", async () => {
    const { criteria } = await reviewOf(project(tested({ ...SOUND, "src/price.ts": QUIET })));

    expect(criteria.find(({ id }) => id === "timeout-outbound")?.status).toBe("unknown");
  });
});

describe("configuration", () => {
  it("raises and lowers severities", async () => {
    const config = configuration({ "logs-structured": "high", "timeout-outbound": "low" });
    const root = project(tested({ ...HANGS, "src/greet.ts": CHATTY, ...config }));

    expect(findingsIn(await reviewOf(root))).toEqual([
      "high structured-logging src/greet.ts:2",
      "low require-timeout src/price.ts:2",
    ]);
  });

  it("leaves out a criterion that is off", async () => {
    const root = project(tested({ ...HANGS, ...configuration({ "timeout-outbound": "off" }) }));
    const verdict = await reviewOf(root);

    expect(findingsIn(verdict)).toEqual([]);
    expect(verdict.criteria).toContainEqual({
      id: "timeout-outbound",
      status: "not-applicable",
      decidedBy: ["configuration"],
    });
  });

  it("turns on a strict check by naming its criterion", async () => {
    const repeatable = SOUND["src/rates.ts"]?.replace(
      "{ signal:",
      `{ method: "POST", headers: { "idempotency-key": "1" }, signal:`,
    );
    const tree = { ...SOUND, "src/rates.ts": repeatable ?? "" };

    expect(findingsIn(await reviewOf(project(tested(tree))))).toEqual([]);
    const named = { ...tree, ...configuration({ "retry-present": "high" }) };
    expect(findingsIn(await reviewOf(project(tested(named))))).toEqual([
      "high require-retry src/rates.ts:5",
    ]);
    expect(findingsIn(await reviewOf(project(tested(tree)), "--preset", "strict"))).toEqual([
      "medium require-retry src/rates.ts:5",
    ]);
  });

  it("needs no install of faultline to be typed", async () => {
    const text = `import { defineConfig } from "faultline";\nexport default defineConfig({ preset: "strict" });\n`;
    const root = project(tested({ ...SOUND, "faultline.config.ts": text }));

    expect((await reviewOf(root)).inputs).toContainEqual({
      kind: "configuration",
      source: "faultline.config.ts",
      detail: "the project's own policy",
    });
  });
});

describe("one cause", () => {
  it("is one finding: a probe needs a health route first", async () => {
    const unhealthy = without(SOUND, "src/main.ts", HEALTH_ROUTE);
    const { findings } = await reviewOf(
      project(tested({ ...unhealthy, "k8s/app.yaml": UNPROBED })),
    );

    expect(findings.map(({ check, related }) => [check, related?.map(({ file }) => file)])).toEqual(
      [["require-health-check", ["k8s/app.yaml"]]],
    );
  });

  it("is the probe where the route is there", async () => {
    const root = project(tested({ ...SOUND, "k8s/app.yaml": UNPROBED }));

    expect(findingsIn(await reviewOf(root))).toEqual(["high k8s-require-probes k8s/app.yaml:4"]);
  });
});

describe("projects of every shape", () => {
  it("may be a monorepo: only the service without a health route is reported", async () => {
    const tree = {
      "package.json": packageJson(),
      ...below("packages/rates", SOUND),
      ...below("packages/prices", without(SOUND, "src/main.ts", HEALTH_ROUTE)),
    };

    expect(findingsIn(await reviewOf(project(tested(tree))))).toEqual([
      "high require-health-check packages/prices/src/main.ts:7",
    ]);
  });

  it("may have no package.json", async () => {
    const tree = { "src/price.ts": HANGING };

    expect(findingsIn(await reviewOf(project(tested(tree))))).toEqual([
      "high require-timeout src/price.ts:2",
    ]);
  });

  it("may be an empty folder, of which nothing can be said", async () => {
    const { exitCode, stdout, stderr } = await faultline(project({}), "review");

    expect(stdout).toContain("CANNOT JUDGE");
    expect(stderr).toMatch(/^faultline: There is no source file to review\. Run .*\n$/);
    expect(exitCode).toBe(2);
  });

  it("may be a checkout: what git ignores is not reviewed", async () => {
    const root = checkout(tested({ ...CHATS, ".gitignore": "legacy/\n" }));
    write(root, { "legacy/price.ts": HANGING });

    expect(findingsIn(await reviewOf(root))).toEqual(["medium structured-logging src/greet.ts:2"]);
  });

  it("may be a checkout that ignores every source, of which nothing can be said", async () => {
    const root = checkout({ ...tested(SOUND, { sources: [] }), ".gitignore": "src/\n" });

    expect(await obstaclesOf(root)).toEqual(["There is no source file to review."]);
  });
});

async function obstaclesOf(root: string): Promise<readonly string[]> {
  const { verdict, obstacles } = await reviewOf(root);
  expect(verdict).toBe("cannot-judge");
  return obstacles.map(({ message }) => message);
}

function configuration(severities: Readonly<Record<string, string>>): Tree {
  return { "faultline.config.ts": `export default ${JSON.stringify({ severities })};\n` };
}

function below(folder: string, tree: Tree): Tree {
  return Object.fromEntries(
    Object.entries(tree).map(([file, text]) => [`${folder}/${file}`, text]),
  );
}

function textOf(root: string, file: string): string {
  return readFileSync(join(root, file), "utf8");
}
