import { readFileSync } from "node:fs";
import { settingsPage } from "./harness/settings-page.js";
import { expect, it } from "vitest";
import schema from "../../contract/schemas/settings.schema.json" with { type: "json" };
import { lint } from "./harness/lint.js";

const PAGE = readFileSync(new URL("../../../docs/settings.md", import.meta.url), "utf8");
const samples = settingsPage(PAGE);

it("shows every setting", () => {
  const shown = new Set(samples.flatMap(({ settings }) => Object.keys(settings)));
  expect([...shown].sort()).toEqual(Object.keys(schema.definitions.Settings.properties).sort());
});

it.each(samples)("tells the truth about $rule at line $line", (sample) => {
  const { rule, code, settings } = sample;
  expect({
    with: lint(rule, { code, settings }).length,
    without: lint(rule, { code }).length,
  }).toEqual({ with: sample.with, without: sample.without });
});
