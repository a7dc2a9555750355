import { describe, expect, it } from "vitest";
import { tested } from "../support/evidence.js";
import { FOREIGN } from "../support/foreign-files.js";
import { project } from "../support/project.js";
import { refusal } from "../support/refusal.js";
import { SOUND } from "../support/service.js";

const TESTED = tested(SOUND);

describe("lint results", () => {
  it.each(FOREIGN)("that are %s are refused", async (_, text, reason) => {
    const root = project({ ...TESTED, "lint.json": text });

    expect(await refusal(root, "review", "--lint", "lint.json")).toMatch(reason);
    expect(await refusal(root, "verdict", "--lint", "lint.json")).toMatch(reason);
  });

  it.each([
    ["a result of no file", [{ messages: [] }], /a result has no filePath/],
    ["a result without messages", [{ filePath: "src/rates.ts" }], /has no messages/],
    ["a message without text", [{ filePath: "a.ts", messages: [{}] }], /a message has no text/],
    ["no result", [], /say nothing of src\/main\.ts and 1 more\./],
    ["another project's", [{ filePath: "/b/c.ts", messages: [] }], /say nothing of src\/main\.ts/],
  ])("with %s give no verdict", async (_, results, reason) => {
    const root = project({ ...TESTED, "lint.json": JSON.stringify(results) });

    expect(await refusal(root, "verdict", "--lint", "lint.json")).toMatch(reason);
  });

  it.each([
    ["a file that is not there", "gone.json"],
    ["a folder", "src"],
  ])("may not be %s", async (_, file) => {
    const line = await refusal(project(TESTED), "verdict", "--lint", file);

    expect(line).toMatch(/can't be read as ESLint results/);
  });

  it("of a file that the linter could not parse give no verdict", async () => {
    const fatal = {
      ruleId: null,
      fatal: true,
      message: "Parsing error: Unexpected token",
      line: 3,
    };
    const results = [
      { filePath: "src/main.ts", messages: [] },
      { filePath: "src/rates.ts", messages: [fatal] },
    ];
    const root = project({ ...TESTED, "lint.json": JSON.stringify(results) });

    expect(await refusal(root, "verdict", "--lint", "lint.json")).toMatch(
      /^faultline: src\/rates\.ts:3 can't be linted: Parsing error: Unexpected token\. Mend/,
    );
  });

  it("are what a verdict can't be without", async () => {
    expect(await refusal(project(TESTED), "verdict")).toMatch(/verdict needs lint results\./);
  });
});
