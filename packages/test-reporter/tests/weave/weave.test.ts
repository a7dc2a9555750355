import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parseSync } from "oxc-parser";
import ts from "typescript";
import { describe, expect, it, test } from "vitest";
import { shown, woven } from "./woven.js";

const FIXTURES = resolve(import.meta.dirname, "../../../analysis/fixtures/javascript");

test("an error handler begins with its counter, and a query's statement follows its own", () => {
  expect(
    shown(`import { Pool } from "pg";
const pool = new Pool({ max: 3 });
export async function find(id: string) {
  try {
    return await pool.query("SELECT 1");
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
`),
  ).toMatchInlineSnapshot(`
    "import { Pool } from "pg";
    ran("pool::0");const pool = new Pool({ max: 3 });
    export async function find(id: string) {
      try {
        ran("database-query:find:0");return await pool.query("SELECT 1");
      } catch (error) {ran("error-handler:find:0");
        ran("log:find:0");console.error(error);
        return undefined;
      }
    }
    "
  `);
});

const TRAPS = {
  "a line without a semicolon before it": `let last = "none"
await fetch("https://a.test")
`,
  "a directive in a function": `const load = async () => {
  "use strict"
  await fetch("https://a.test");
}
function on(process) {
  process.nextTick(() => { "use strict" });
}
`,
  "a body without braces": `if (ready) await fetch("https://a.test")
else await fetch("https://b.test")
for (const id of ids) void fetch(\`https://c.test/\${id}\`)
`,
  "an arrow with an expression for a body": `export const load = () => fetch("https://a.test").catch(() => undefined)
export const object = () => fetch("https://a.test").catch(() => ({ ok: false }))
`,
  "code that may be left out": `const a = ready ? await fetch("https://a.test") : undefined
const b = ready && (await fetch("https://b.test"))
const c = cache?.get(await fetch("https://c.test"))
cached ??= await fetch("https://d.test")
`,
  "a chain": `ready && process.env?.toString()?.at(0)
const d = ready && fetch("https://a.test")?.then((answer) => answer.text())
`,
  "a parameter's default and a class field": `class Rates {
  #first = fetch("https://a.test");
  static second = fetch("https://b.test");
  read(answer = fetch("https://c.test")) { return answer; }
}
`,
  "a generator and a template": `function* rates() {
  yield fetch("https://a.test");
  return \`\${String(fetch("https://b.test"))}\`;
}
`,
  "export default": `export default fetch("https://a.test");
`,
  "a single-line function": `export async function load() { try { await fetch("https://a.test") } catch {} }
`,
  "a switch and loops": `switch (kind) { case await fetch("https://a.test"): await fetch("https://b.test"); }
do await fetch("https://c.test"); while (await fetch("https://d.test"));
again: for (let i = await fetch("https://e.test"); i; i = await fetch("https://f.test")) break again;
`,
  "a handler passed by name": `const onError = (error) => { console.error(error); };
void fetch("https://a.test").catch(onError);
`,
};

describe.each(Object.entries(TRAPS))("%s", (_name, text) => {
  it("is woven", () => {
    expect(shown(text, "src/code.mjs")).toMatchSnapshot();
  });

  it("means what it meant", () => {
    expectSame(text, "src/code.mjs");
  });

  it("means what it meant with the line ends of Windows", () => {
    expectSame(text.replaceAll("\n", "\r\n"), "src/code.mjs");
  });
});

test("a hashbang, a comment for a tool and a directive stay in front", () => {
  const text = `#!/usr/bin/env node
/** @jest-environment node */
"use strict";
fetch("https://a.test").catch(() => {});
`;
  expect(woven(text, "src/code.cjs")?.code.split("\n").slice(0, 2)).toEqual(
    text.split("\n").slice(0, 2),
  );
  expect(woven(text, "src/code.cjs")?.code.split("\n")[2]).toMatch(/^"use strict";;Reflect/);
});

test("a decorator and an enum are left alone", () => {
  const text = `import { Cron } from "@nestjs/schedule";
enum Size { Small = fetch("https://a.test") }
@Decorated(fetch("https://b.test"))
export class Jobs {
  @Cron("* * * * *") async run() { await fetch("https://c.test"); }
}
`;
  expect(shown(text)).toContain('enum Size { Small = fetch("https://a.test") }');
  expect(shown(text)).toContain('@Decorated(fetch("https://b.test"))\n');
  expectSame(text, "src/code.ts");
});

test("TSX is woven", () => {
  const text = `export const Page = async () => <p title={String(await fetch("https://a.test"))}>{ready && fetch("https://b.test")}</p>;\n`;
  expectSame(text, "src/code.tsx");
});

test("a file without sites is not touched", () => {
  expect(woven("export const sum = (a: number, b: number) => a + b;\n")).toBeUndefined();
});

test.each(readdirSync(FIXTURES).filter((name) => /\.[cm]?[jt]sx?$/.test(name)))(
  "the fixture %s means what it meant",
  (name) => {
    expectSame(readFileSync(join(FIXTURES, name), "utf8"), `src/${name}`);
  },
);

/** Same syntax without the counters, same lines, every token at its place, and nothing that only one parser takes. */
function expectSame(text: string, file: string): void {
  const result = woven(text, file);
  if (!result) return;
  const { code, map } = result;
  expect(code.split(/\r?\n/).length).toBe(text.split(/\r?\n/).length);
  expect(withoutCounters(program(code, file))).toEqual(withoutCounters(program(text, file)));
  expectMapped(text, code, map);
  const { diagnostics } = ts.transpileModule(code, {
    fileName: file,
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, jsx: ts.JsxEmit.Preserve },
  });
  const before = ts.transpileModule(text, { fileName: file, reportDiagnostics: true });
  expect(diagnostics?.length ?? 0).toBeLessThanOrEqual(before.diagnostics?.length ?? 0);
}

function program(text: string, file: string): unknown {
  const { program: ast, errors } = parseSync(file, text, { astType: "ts" });
  expect(errors).toEqual([]);
  return ast;
}

/** A tree without places, and without what was woven in. */
function withoutCounters(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.filter((item) => !isCounterStatement(item)).map(withoutCounters);
  }
  if (typeof node !== "object" || node === null) return node;
  const inside = unwrapped(node);
  if (inside !== node) return withoutCounters(inside);
  const kept = Object.entries(node).filter(
    ([key]) => !["start", "end", "range", "loc", "parent"].includes(key),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutCounters(value)]));
}

function isCounterStatement(node: unknown): boolean {
  const type = property(node, "type");
  if (type === "EmptyStatement") return true;
  return type === "ExpressionStatement" && isCounter(property(node, "expression"));
}

function unwrapped(node: object): unknown {
  const type = property(node, "type");
  if (type === "ParenthesizedExpression") return property(node, "expression");
  const expressions = property(node, "expressions");
  if (type !== "SequenceExpression" || !Array.isArray(expressions)) return node;
  return isCounter(expressions[0]) && expressions.length === 2 ? expressions[1] : node;
}

function isCounter(node: unknown): boolean {
  return JSON.stringify(node ?? null).includes('"value":"__faultline__"') && isCall(node);
}

function isCall(node: unknown): boolean {
  const called = property(node, "expression");
  return property(node, "type") === "ChainExpression" &&
    property(called, "type") === "CallExpression"
    ? ["ran", "loaded"].includes(
        String(property(property(property(called, "callee"), "property"), "name")),
      )
    : false;
}

function property(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

/** Each word of the text is found from its place in the code. */
function expectMapped(text: string, code: string, map: { toString(): string }): void {
  const trace = new TraceMap(map.toString());
  const own = code.replaceAll(
    /;?Reflect\.get\(globalThis, "__faultline__"\)\?\.(?:ran|loaded)\((?:"(?:[^"\\]|\\.)*"(?:, )?)+\)[;,]?/g,
    (counter) => " ".repeat(counter.length),
  );
  const words = [...text.matchAll(/[\w$]+/g)];
  const wovenWords = [...own.matchAll(/[\w$]+/g)];
  expect(wovenWords.map(([word]) => word)).toEqual(words.map(([word]) => word));
  wovenWords.forEach((word, index) => {
    const { line, column } = positionOf(own, word.index);
    const original = originalPositionFor(trace, { line, column });
    const expected = positionOf(text, words[index]?.index ?? -1);
    expect({ line: original.line, column: original.column }).toEqual(expected);
  });
}

function positionOf(text: string, offset: number) {
  const before = text.slice(0, offset);
  return {
    line: before.split("\n").length,
    column: offset - (before.lastIndexOf("\n") + 1),
  };
}
