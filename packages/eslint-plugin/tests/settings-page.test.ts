import { readFileSync } from "node:fs";
import { settingsPage } from "./harness/settings-page.js";
import { expect, it } from "vitest";
import { RULES } from "../src/rules.generated.js";
import { lint } from "./harness/lint.js";

const PAGE = readFileSync(new URL("../../../docs/settings.md", import.meta.url), "utf8");
const SCHEMA = readFileSync(
  new URL("../../contract/schemas/settings.schema.json", import.meta.url),
  "utf8",
);
// Sound: it is generated in this very form.
const schema = JSON.parse(SCHEMA) as { definitions: { Settings: { properties: object } } };
const samples = settingsPage(PAGE);

it("shows every setting", () => {
  const shown = new Set(samples.flatMap(({ settings }) => Object.keys(settings)));
  expect([...shown].sort()).toEqual(Object.keys(schema.definitions.Settings.properties).sort());
});

it.each(samples)("tells the truth about $rule at line $line", (sample) => {
  const { rule, code, settings } = sample;
  const options = RULES[rule]?.meta.docs.strictOptions ?? [];
  expect({
    with: lint(rule, { code, options, settings }).length,
    without: lint(rule, { code, options }).length,
  }).toEqual({ with: sample.with, without: sample.without });
});
