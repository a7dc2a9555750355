import { analyseSource, configurationProblem } from "@faultline/analysis";
import { describe, expect, it } from "vitest";

const HEAD = "apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n";
const BROKEN = `${HEAD}data:\n  a: one\n   b: two\n`;

const problem = (text: string, file = "k8s/settings.yaml") => configurationProblem(file, text);

describe("a manifest that is no YAML", () => {
  it.each([
    ["wrong indentation", BROKEN, 5],
    ["a tab", `${HEAD}data:\n\ta: one\n`, 5],
    ["an open quote", `${HEAD}data:\n  a: "one\n`, 6],
    ["an open bracket", `${HEAD}data: { a: one\nimmutable: true\n`, 5],
    ["two colons", `${HEAD}data:\n  a: one: two\n`, 5],
    [
      "conflict markers",
      `${HEAD}data:\n<<<<<<< ours\n  a: one\n=======\n  a: two\n>>>>>>> theirs\n`,
      5,
    ],
    ["a later document", `${HEAD}---\n${HEAD}---\n${BROKEN}`, 13],
    ["CRLF", BROKEN.replaceAll("\n", "\r\n"), 5],
    ["a byte order mark", `\uFEFF${BROKEN}`, 5],
  ])("has a problem at its line: %s", (_name, text, line) => {
    expect(problem(text)).toMatchObject({ line });
    expect(analyseSource("k8s/settings.yaml", text)).toMatchObject({
      ok: false,
      problem: { line },
    });
  });

  it("says what is wrong there", () => {
    expect(problem(BROKEN)).toMatchInlineSnapshot(`
      {
        "column": 6,
        "line": 5,
        "message": "Nested mappings are not allowed in compact mappings",
      }
    `);
  });
});

describe("no problem is made of", () => {
  it.each([
    ["a variable in a flow mapping", `${HEAD}data: { a: \${A} }\n`],
    ["sound YAML", `${HEAD}data: { a: one }\n`],
    ["a file of somebody else", "name: x\n  broken: [\n"],
    ["a text that only mentions objects", "notes:\n  apiVersion: v1\n  kind: Pod\n bad: [\n"],
    ["a sound manifest beside a broken document of somebody else", `${HEAD}---\na: [\n`],
    ["a Go template", `${BROKEN}{{- if .Values.more }}\n`],
    ["a jinja template", `${BROKEN}{% if more %}\n`],
    ["an ERB template", `${BROKEN}<% if more %>\n`],
    ["a ytt template", `#@ load("@ytt:data", "data")\n${BROKEN}`],
    ["marks of other tools", `${HEAD}data: @DATA@\n`],
    ["a variable that stands for a whole line", `${HEAD}data:\n  a: one\n\${MORE}\n`],
    [
      "a key that is repeated, which many tools let pass",
      `${HEAD}data: { a: one }\ndata: { b: two }\n`,
    ],
    ["a list whose bracket stands to the left", `${HEAD}data:\n  a: one\nlist: [\n  one\n]\n`],
    ["a bomb of aliases", `${HEAD}a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n`],
    ["nesting without end", `${HEAD}data: ${"[".repeat(5_000)}`],
  ])("%s", (_name, text) => {
    expect(problem(text)).toBeUndefined();
  });

  it("a manifest that is there for tests or for show", () => {
    expect(analyseSource("tests/fixtures/settings.yaml", BROKEN)).toEqual({ ok: true, sites: [] });
    expect(analyseSource("chart/templates/settings.yaml", BROKEN).ok).toBe(true);
  });
});
