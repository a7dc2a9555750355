import { CRITERIA } from "@faultline/contract";
import plugin from "eslint-plugin-faultline";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FaultlineRule } from "../src/define-rule.js";
import { RULES, RULES_BY_LANGUAGE } from "../src/rules.generated.js";

const packageJson: unknown = JSON.parse(
  readFileSync(new URL("../package.json", import.meta.url), "utf8"),
);

describe("the plugin", () => {
  it("names itself as its package does", () => {
    expect(packageJson).toMatchObject({ name: plugin.meta.name, version: plugin.meta.version });
    expect(plugin.meta.namespace).toBe("faultline");
  });

  it("has every rule, each under its own name", () => {
    expect(Object.keys(plugin.rules)).toEqual(Object.keys(RULES));
    for (const [name, rule] of Object.entries(RULES)) {
      expect(rule.meta.docs.url).toMatch(new RegExp(`/docs/rules/${name}\\.md$`));
    }
  });

  it("puts each rule into exactly the presets it says", () => {
    const inPresets = Object.entries(RULES).filter(
      ([name]) => !(name in RULES_BY_LANGUAGE.workflow),
    );
    const recommended = inPresets.filter(([, rule]) => rule.meta.docs.preset === "recommended");
    expect(rulesOf("recommended")).toEqual(qualified(recommended.map(([name]) => name)));
    expect(rulesOf("strict")).toEqual(qualified(inPresets.map(([name]) => name)));
  });

  it("leaves workflow files to reviews, and to a configuration of their own", () => {
    const files = plugin.configs.strict.flatMap((block) => block.files ?? []);
    expect(files.filter((pattern) => pattern.includes(".github"))).toEqual([]);
    expect(rulesOf("workflows")).toEqual(qualified(Object.keys(RULES_BY_LANGUAGE.workflow)));
  });
});

describe.each(Object.entries(RULES))("%s", (_name, rule: FaultlineRule) => {
  const { docs, messages, schema } = rule.meta;

  it("describes itself in one sentence without a period", () => {
    expect(docs.description).toMatch(/^[A-Z].*[^.]$/);
  });

  it("decides criteria of the catalogue that name it", () => {
    const known = new Set<string>(CRITERIA.map(({ id }) => id));
    for (const id of docs.criteria) expect(known).toContain(id);
  });

  it("ends every message with a period", () => {
    for (const message of Object.values(messages ?? {})) expect(message).toMatch(/\.$/);
  });

  it("describes every option", () => {
    for (const option of propertiesOf(schema)) {
      expect(option).toHaveProperty("description");
      expect(option).not.toHaveProperty("default");
    }
  });
});

function rulesOf(preset: keyof typeof plugin.configs): string[] {
  // A rule over migrations is in the blocks of SQL and of code.
  const names = plugin.configs[preset].flatMap((block) => Object.keys(block.rules ?? {}));
  return [...new Set(names)].sort();
}

function qualified(names: readonly string[]): string[] {
  return names.map((name) => `faultline/${name}`).sort();
}

/** The schemas of all properties, at any depth. */
function propertiesOf(schema: unknown): unknown[] {
  if (typeof schema !== "object" || schema === null) return [];
  const properties: unknown = "properties" in schema ? schema.properties : {};
  return [...valuesOf(properties), ...valuesOf(schema).flatMap(propertiesOf)];
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === "object" && value !== null ? Object.values<unknown>({ ...value }) : [];
}
