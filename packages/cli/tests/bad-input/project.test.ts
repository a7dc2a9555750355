import { describe, expect, it } from "vitest";
import { tested } from "../support/evidence.js";
import { project, type Tree } from "../support/project.js";
import { withRunners } from "../support/with-runners.js";
import { refusal } from "../support/refusal.js";
import { HANGING, SOUND } from "../support/service.js";
import { reviewOf } from "../support/verdict-of.js";

const TESTED = tested(SOUND);

describe("a source file", () => {
  it("that does not parse stands in the way of a verdict, not of the other findings", async () => {
    const root = project(
      tested({ ...SOUND, "src/broken.ts": "const = 1;\n", "src/price.ts": HANGING }),
    );
    const verdict = await reviewOf(root);

    expect(await refusal(root, "review")).toMatch(
      /^faultline: src\/broken\.ts:1 does not parse: .*\. Mend the file/,
    );
    expect(verdict.findings.map(({ check }) => check)).toEqual(["require-timeout"]);
    expect(verdict.gates).toContainEqual({
      name: "lint",
      status: "failed",
      detail: "Nothing is known of src/broken.ts.",
    });
  });

  it("that does not parse leaves the infrastructure undecided", async () => {
    const verdict = await reviewOf(project(tested({ ...SOUND, "src/broken.ts": "const = 1;\n" })));

    expect(verdict.lenses.infrastructure.status).toBe("cannot-judge");
    expect(verdict.obstacles).toHaveLength(1);
  });

  it("that is too much for the analysis is named, and hides nothing else", async () => {
    const sum = `export const sum = fetch${".then()".repeat(20_000)};\n`;
    const root = project(tested({ ...SOUND, "src/sum.ts": sum, "src/price.ts": HANGING }));
    const { findings } = await reviewOf(root);

    expect(await refusal(root, "review")).toMatch(/^faultline: src\/sum\.ts:1 .*\. Mend the file/);
    expect(findings.map(({ check }) => check)).toEqual(["require-timeout"]);
  });
});

describe("configuration", () => {
  it.each([
    ["does not parse", "export default {", /faultline\.config\.ts can't be loaded: .* Mend it/],
    ["throws", "throw new Error('no');", /faultline\.config\.ts can't be loaded: no\. Mend it/],
    ["imports what is not there", "import 'gone';", /can't be loaded: Cannot find/],
    ["exports a string", "export default 'strict';", /must export an object/],
    ["exports a list", "export default [];", /must export an object/],
    ["has an unknown key", "export default { rules: {} };", /"rules" is not a setting/],
    ["has an unknown preset", "export default { preset: 'lax' };", /preset must be one of/],
    ["lists severities", "export default { severities: [] };", /severities must be an object/],
    [
      "names no criterion",
      "export default { severities: { a: 'low' } };",
      /"a", which is not a crit/,
    ],
    [
      "has a severity that is none",
      "export default { severities: { 'retry-present': 'bad' } };",
      /severities\["retry-present"\] must be one of critical/,
    ],
  ])("that %s is refused", async (_, text, reason) => {
    const root = project({ ...TESTED, "faultline.config.ts": text });

    expect(await refusal(root, "review")).toMatch(reason);
  });

  it("in JSON that does not parse is refused", async () => {
    const root = project({ ...TESTED, "faultline.config.json": '{"preset":' });

    expect(await refusal(root, "review")).toMatch(/faultline\.config\.json can't be loaded/);
  });
});

describe("a project without tests", () => {
  it("gets no verdict without a run", async () => {
    expect(await refusal(project(SOUND), "review")).toMatch(/No test run left evidence\./);
  });

  it("gets no verdict where there is no runner for tests", async () => {
    expect(await refusal(project(SOUND), "review", "--run-tests")).toMatch(
      /--run-tests found neither Vitest nor Jest in this project\. Install/,
    );
  });

  it("gets no verdict from Vitest either", async () => {
    expect(await refusal(withVitest(SOUND), "review", "--run-tests")).toMatch(
      /The project has no tests\. Write a first test/,
    );
  });

  it("keeps its earlier evidence when Vitest can't start", async () => {
    const root = withVitest({ ...TESTED, "vitest.config.js": "throw new Error('no config');\n" });

    expect(await refusal(root, "review", "--run-tests")).toMatch(
      /The test run left no evidence: Error: no config\. Make `npx vitest run` pass/,
    );
  });

  it("keeps its earlier evidence when Jest can't start", async () => {
    const root = withRunners(
      { ...TESTED, "jest.config.cjs": "throw new Error('no config');\n" },
      "jest",
    );

    expect(await refusal(root, "review", "--run-tests")).toMatch(
      /The test run left no evidence: Error: no config\. Make `npx jest` pass/,
    );
  });
});

function withVitest(tree: Tree): string {
  return withRunners(tree, "vitest");
}
