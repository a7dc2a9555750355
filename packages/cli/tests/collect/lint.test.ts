import { ESLint } from "eslint";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { lint } from "../../src/collect/lint.js";
import { project } from "../support/project.js";
import { HANGING } from "../support/service.js";

const RULE_FAILED = new Error("a rule failed");

describe("linting", () => {
  it("finds what is wrong in the files it is given, and looks at no other", async () => {
    const root = project({ "src/price.ts": HANGING, "src/other.ts": HANGING, "README.md": "#" });
    const { source, files } = await lint(root, "recommended", ["README.md", "src/price.ts"]);

    expect(source).toBe("faultline/recommended");
    expect(files.map(({ file, messages }) => [file, messages.map(({ ruleId }) => ruleId)])).toEqual(
      [["src/price.ts", ["faultline/require-timeout"]]],
    );
  });

  it("takes a name with brackets for a name", async () => {
    const root = project({ "src/[id]/(group)/price.ts": HANGING });
    const { files } = await lint(root, "recommended", ["src/[id]/(group)/price.ts"]);

    expect(files.map(({ file }) => file)).toEqual(["src/[id]/(group)/price.ts"]);
  });

  it("goes on without a file on which a rule fails", async () => {
    const root = project({ "src/bad.ts": "", "src/price.ts": HANGING });
    // With all files, and then with the first: ESLint stops at a rule that throws.
    const spy = vi.spyOn(ESLint.prototype, "lintFiles");
    spy.mockRejectedValueOnce(RULE_FAILED).mockRejectedValueOnce(RULE_FAILED);
    onTestFinished(() => {
      spy.mockRestore();
    });
    const { files } = await lint(root, "recommended", ["src/bad.ts", "src/price.ts"]);

    expect(files).toMatchObject([
      { file: "src/bad.ts", messages: [{ fatal: true, message: "ESLint stopped: a rule failed" }] },
      { file: "src/price.ts", messages: [{ ruleId: "faultline/require-timeout" }] },
    ]);
  });
});
