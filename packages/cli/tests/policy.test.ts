import { describe, expect, it } from "vitest";
import { tested } from "./support/evidence.js";
import { faultline } from "./support/faultline.js";
import { project, type Tree } from "./support/project.js";
import { CHATTY, HANGING, SOUND } from "./support/service.js";
import { findingsIn, reviewOf } from "./support/verdict-of.js";

const HANGS: Tree = { ...SOUND, "src/price.ts": HANGING };

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
    const strict = findingsIn(await reviewOf(project(tested(tree)), "--preset", "strict"));
    expect(strict.filter((line) => line.includes("src/rates.ts"))).toEqual([
      "medium require-circuit-breaker src/rates.ts:5",
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

function configuration(severities: Readonly<Record<string, string>>): Tree {
  return { "faultline.config.ts": `export default ${JSON.stringify({ severities })};\n` };
}
