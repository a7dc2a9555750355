import { ESLint } from "eslint";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { lint } from "../../src/collect/lint.js";
import { project } from "../support/project.js";
import { HANGING } from "../support/service.js";

const RECOMMENDED = { preset: "recommended", severities: {} } as const;

const RULE_FAILED = new Error("a rule failed");

describe("linting", () => {
  it("finds what is wrong in the files it is given, and looks at no other", async () => {
    const root = project({ "src/price.ts": HANGING, "src/other.ts": HANGING, "README.md": "#" });
    const { source, files } = await lint(root, RECOMMENDED, ["README.md", "src/price.ts"]);

    expect(source).toBe("faultline/recommended");
    expect(files.map(({ file, messages }) => [file, messages.map(({ ruleId }) => ruleId)])).toEqual(
      [["src/price.ts", ["faultline/require-timeout"]]],
    );
  });

  it("takes a name with brackets for a name", async () => {
    const root = project({ "src/[id]/(group)/price.ts": HANGING });
    const { files } = await lint(root, RECOMMENDED, ["src/[id]/(group)/price.ts"]);

    expect(files.map(({ file }) => file)).toEqual(["src/[id]/(group)/price.ts"]);
  });

  it("asks for jitter where the project names its criterion, and not otherwise", async () => {
    const steady = `export async function read() {
  for (let attempt = 1; attempt < 5; attempt++) {
    try {
      return await fetch("https://rates.example", { signal: AbortSignal.timeout(500) });
    } catch (error) {
      if (attempt === 4) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100 * 2 ** attempt));
    }
  }
}
`;
    const root = project({ "src/rates.ts": steady });
    const named = { preset: "recommended", severities: { "retry-jitter": "low" } } as const;
    const rulesOf = async (policy: Parameters<typeof lint>[1]) =>
      (await lint(root, policy, ["src/rates.ts"])).files.flatMap(({ messages }) =>
        messages.map(({ ruleId }) => ruleId),
      );

    expect(await rulesOf(RECOMMENDED)).toEqual([]);
    expect(await rulesOf(named)).toEqual(["faultline/require-backoff"]);
  });

  it("keeps ESLint's advice about the project's own set-up to itself", async () => {
    const root = project({ "src/price.ts": HANGING, ".eslintignore": "dist\n" });
    const warn = vi.spyOn(process, "emitWarning");
    onTestFinished(() => {
      warn.mockRestore();
    });
    await lint(root, RECOMMENDED, ["src/price.ts"]);

    expect(warn).not.toHaveBeenCalled();
  });

  it("goes on without a file on which a rule fails", async () => {
    const root = project({ "src/bad.ts": "", "src/price.ts": HANGING });
    // With all files, and then with the first: ESLint stops at a rule that throws.
    const spy = vi.spyOn(ESLint.prototype, "lintFiles");
    spy.mockRejectedValueOnce(RULE_FAILED).mockRejectedValueOnce(RULE_FAILED);
    onTestFinished(() => {
      spy.mockRestore();
    });
    const { files } = await lint(root, RECOMMENDED, ["src/bad.ts", "src/price.ts"]);

    expect(files).toMatchObject([
      { file: "src/bad.ts", messages: [{ fatal: true, message: "ESLint stopped: a rule failed" }] },
      { file: "src/price.ts", messages: [{ ruleId: "faultline/require-timeout" }] },
    ]);
  });
});
