import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "../src/rules.generated.js";
import { lint, usualFilename, type Sample } from "./harness/lint.js";

const PAGES = new URL("../docs/rules/", import.meta.url);

const HEADINGS = [
  "What it reports",
  "Why",
  "Incorrect",
  "Correct",
  "When it is silent",
  "Limits",
  "Sources",
];

it("has a page for every rule, and none for others", () => {
  const pages = readdirSync(PAGES).map((file) => file.replace(/\.md$/, ""));
  expect(pages.sort()).toEqual(Object.keys(RULES).sort());
});

describe.each(Object.entries(RULES).filter(([name]) => existsSync(pageOf(name))))(
  "%s",
  (name, rule) => {
    const page = readFileSync(pageOf(name), "utf8");

    it("is introduced as the rule introduces itself", () => {
      expect(page.split("\n")[0]).toBe(`# ${name}`);
      expect(page).toContain(`\n${rule.meta.docs.description}.\n`);
      expect(page).toContain(`Preset: \`${rule.meta.docs.preset}\``);
    });

    it("has every heading a reader looks for", () => {
      const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
      expect(
        headings.filter((heading) => heading !== undefined && HEADINGS.includes(heading)),
      ).toEqual(HEADINGS);
    });

    it("shows at least one sample of each kind", () => {
      expect(new Set(samplesOf(name, page).map(({ kind }) => kind))).toEqual(
        new Set(["incorrect", "correct"]),
      );
    });

    it.each(samplesOf(name, page))(
      "tells the truth about the $kind sample at line $line",
      ({ kind, sample }) => {
        const messages = lint(name, sample);
        expect(messages.filter(({ fatal }) => fatal)).toEqual([]);
        if (kind === "incorrect") expect(messages.length).toBeGreaterThan(0);
        else expect(messages.map(({ message }) => message)).toEqual([]);
      },
    );
  },
);

function pageOf(name: string): URL {
  return new URL(`${name}.md`, PAGES);
}

interface PageSample {
  readonly kind: string;
  readonly line: number;
  readonly sample: Sample;
}

/** Fenced samples: ```` ```yaml incorrect ````, ```` ```ts correct filename=src/a.ts options=[{…}] ````. */
function samplesOf(rule: string, page: string): PageSample[] {
  const fences = page.matchAll(/^```(\w+) (incorrect|correct)(?: (.*))?\n([\s\S]*?)^```$/gm);
  return [...fences].map(
    ({ 1: language = "", 2: kind = "", 3: info = "", 4: code = "", index }) => {
      const filename = /(?:^| )filename=(\S+)/.exec(info)?.[1];
      const options = /(?:^| )options=(\S+)/.exec(info)?.[1];
      return {
        kind,
        line: page.slice(0, index).split("\n").length,
        sample: {
          code,
          filename: filename ?? filenameFor(rule, language),
          ...(options !== undefined && { options: parseOptions(options) }),
        },
      };
    },
  );
}

/** A page shows its rule's language, and code where the rule reads both. */
function filenameFor(rule: string, language: string): string {
  const usual = usualFilename(rule);
  const isOther = CODE.has(language) || language === "sql";
  if (!isOther || usual.endsWith(`.${language}`)) return usual;
  return usual.replace(/\.\w+$/, `.${language}`);
}

const CODE = new Set(["js", "mjs", "cjs", "ts", "mts", "cts", "tsx"]);

function parseOptions(text: string): readonly unknown[] {
  const options: unknown = JSON.parse(text);
  return Array.isArray(options) ? options : [options];
}
