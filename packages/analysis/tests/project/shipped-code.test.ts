import { isShippedSource, listFiles, listSourceFiles, NOT_SHIPPED } from "@faultline/analysis";
import { execFileSync } from "node:child_process";
import { matchesGlob } from "node:path";
import { describe, expect, it } from "vitest";
import { project } from "../javascript/list-sites.js";

const SHIPPED = [
  "src/payments.ts",
  "src/payments.mts",
  "server.js",
  "lib/contest.js",
  "src/latest/report.ts",
  "packages/api/src/attest.cjs",
];

const NOT = [
  "src/payments.test.ts",
  "src/payments.spec.js",
  "tests/payments.ts",
  "src/__tests__/payments.ts",
  "src/payments.d.ts",
  "vite.config.ts",
  "scripts/seed.ts",
  "migrations/001.js",
  "dist/payments.js",
  "node_modules/pg/lib/index.js",
  ".github/check.js",
  ".eslintrc.js",
  "examples/basic/app.ts",
];

describe("isShippedSource", () => {
  it.each(SHIPPED)("takes %s", (file) => {
    expect(isShippedSource(file)).toBe(true);
  });

  it.each([...NOT, "README.md", "src/view.tsx", "k8s/api.yaml"])("leaves out %s", (file) => {
    expect(isShippedSource(file)).toBe(false);
  });

  it.each([...SHIPPED, ...NOT])("agrees with its globs about %s", (file) => {
    expect(NOT_SHIPPED.some((glob) => matchesGlob(file, glob))).toBe(!isShippedSource(file));
  });
});

describe("listFiles", () => {
  const files = {
    "src/b.ts": "",
    "src/a.ts": "",
    "src/a.test.ts": "",
    "k8s/api.yaml": "",
    "dist/a.js": "",
    "node_modules/pg/index.js": "",
    "ignored.ts": "",
    ".gitignore": "ignored.ts\n",
  };

  it("lists what is there, sorted, without what was installed or built", () => {
    const root = project(files);
    expect(listFiles(root)).toEqual([
      ".gitignore",
      "ignored.ts",
      "k8s/api.yaml",
      "src/a.test.ts",
      "src/a.ts",
      "src/b.ts",
    ]);
    expect(listSourceFiles(root)).toEqual(["ignored.ts", "src/a.ts", "src/b.ts"]);
  });

  it("leaves out what git ignores, tracked or not yet", () => {
    const root = project(files);
    execFileSync("git", ["init", "--quiet"], { cwd: root });
    execFileSync("git", ["add", "src/a.ts"], { cwd: root });
    expect(listSourceFiles(root)).toEqual(["src/a.ts", "src/b.ts"]);
  });
});
