import { describe, expect, it } from "vitest";
import { lint } from "../../src/collect/lint.js";
import { unreadableIn } from "../../src/collect/unreadable.js";
import { project } from "../support/project.js";
import { HANGING } from "../support/service.js";

const RECOMMENDED = { preset: "recommended", severities: {} } as const;

async function linted(text: string) {
  return [await lint(project({ "src/price.ts": text }), RECOMMENDED, ["src/price.ts"])];
}

describe("what a linter could not read", () => {
  it("is a file that does not parse", async () => {
    const [unreadable] = unreadableIn(await linted("export function ("));

    expect(unreadable).toMatchObject({ file: "src/price.ts", line: 1 });
    expect(unreadable?.problem).toMatch(/^can't be linted: Parsing error/);
  });

  it.each([
    ["names an environment", "/* eslint-env node */"],
    ["sets a global to something else", "/* global metrics: maybe */"],
    ["is no configuration", "/* eslint no-undef: {{ */"],
    ["names a rule that is not loaded", "/* eslint import/first: error */"],
    ["spans lines", "/* eslint-disable-line no-undef\n*/"],
  ])("is no file with a directive that %s", async (_, directive) => {
    const results = await linted(`${directive}\n${HANGING}`);
    const rules = results[0]?.files[0]?.messages.map(({ ruleId }) => ruleId);

    expect(unreadableIn(results)).toEqual([]);
    expect(rules).toContain("faultline/require-timeout");
  });

  it("is a file at which the linter stopped, or that its processor could not take apart", () => {
    const place = {
      line: 1,
      column: 1,
      ruleId: null,
      fatal: true,
      isError: true,
      isSuppressed: false,
    };
    const files = ["ESLint stopped: a rule failed", "Preprocessing error: no block"].map(
      (message, index) => ({ file: `src/${String(index)}.ts`, messages: [{ ...place, message }] }),
    );

    expect(unreadableIn([{ source: "lint.json", files }])).toHaveLength(2);
  });
});
