import { analyseSource } from "@faultline/analysis";
import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FIXTURES = new URL("../../fixtures/javascript/", import.meta.url);
/** Far more than any text here takes: what is looked for is work that grows faster than the text. */
const LIMIT_MS = 20_000;

const sources = readdirSync(FIXTURES)
  .filter((name) => name.endsWith(".ts"))
  .map((name) => readFileSync(new URL(name, FIXTURES), "utf8"));

/** Analyses a text as each dialect; an answer of either kind will do, an exception will not. */
function survives(text: string): boolean {
  // Processor time: how long it takes on a busy machine says nothing about the code.
  const start = process.cpuUsage();
  for (const file of ["src/a.ts", "src/a.js"]) {
    const analysis = analyseSource(file, text);
    if (!analysis.ok && !(analysis.problem.line > 0 && analysis.problem.column > 0)) return false;
  }
  return process.cpuUsage(start).user / 1_000 < LIMIT_MS;
}

const source = fc.constantFrom(...sources);
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("no text makes the analysis throw or hang", () => {
  it("cut off anywhere", () => {
    fc.assert(
      fc.property(source, share, (text, at) =>
        survives(text.slice(0, Math.floor(text.length * at))),
      ),
      { numRuns: 150 },
    );
  });

  it("with tokens left out", () => {
    fc.assert(
      fc.property(source, fc.array(share, { minLength: 1, maxLength: 4 }), (text, places) => {
        const tokens = text.split(/\b/);
        const left = new Set(places.map((at) => Math.floor(at * tokens.length)));
        return survives(tokens.filter((_token, index) => !left.has(index)).join(""));
      }),
      { numRuns: 150 },
    );
  });

  it("with lines left out, which often still parses", () => {
    fc.assert(
      fc.property(source, share, share, (text, from, count) => {
        const lines = text.split("\n");
        lines.splice(Math.floor(from * lines.length), 1 + Math.floor(count * 5));
        return survives(lines.join("\n"));
      }),
      { numRuns: 150 },
    );
  });

  it.each([
    ["nothing", ""],
    ["a byte order mark", "\uFEFFfetch(u)"],
    ["a lone surrogate", 'fetch("\uD800")'],
    ["a null character", 'fetch("\0")'],
    ["deep nesting", `${"[".repeat(20_000)}fetch(u)${"]".repeat(20_000)}`],
    ["deep calls", `${"f(".repeat(20_000)}fetch(u)${")".repeat(20_000)}`],
    ["a long sum", `fetch(${'"a" + '.repeat(20_000)}"b")`],
    ["a long chain", `fetch(u)${".then(f)".repeat(20_000)}`],
    ["many calls", "fetch(u);\n".repeat(20_000)],
    ["many names of names", `${chain(2_000)} fetch(n0);`],
    ["names that multiply", `${multiplied(40)} fetch(n0);`],
    [
      "functions that call each other",
      `${mutual(200)} async function run() { for (;;) { try { return await fetch(u); } catch {} await f0(1); } }`,
    ],
    ["a large class", largeClass(2_000)],
    ["spreads of spreads", `${spreads(200)} fetch(u, o0);`],
  ])("made of %s", (_name, text) => {
    expect(survives(text)).toBe(true);
  });
});

function chain(length: number): string {
  return Array.from({ length }, (_, n) => `const n${String(n)} = n${String(n + 1)};`).join("\n");
}

function multiplied(length: number): string {
  return Array.from({ length }, (_, n) => {
    const next = `n${String(n + 1)}`;
    return `const n${String(n)} = ${next} + ${next} + ${next};`;
  }).join("\n");
}

function mutual(length: number): string {
  return Array.from({ length }, (_, n) => {
    const [next, after] = [`f${String((n + 1) % length)}`, `f${String((n + 2) % length)}`];
    return `function f${String(n)}(ms) { ${next}(ms); ${after}(ms); return ${next}(${after}(ms)); }`;
  }).join("\n");
}

function spreads(length: number): string {
  return Array.from({ length }, (_, n) => {
    const next = `...o${String(n + 1)}`;
    return `const o${String(n)} = { ${next}, ${next} };`;
  }).join("\n");
}

function largeClass(methods: number): string {
  const body = Array.from(
    { length: methods },
    (_, n) =>
      `m${String(n)}() { this.a${String(n)} = 1; return this.pool.query("SELECT ${String(n)}"); }`,
  );
  return `import { Pool } from "pg"; class Repository { pool = new Pool(); ${body.join("\n")} }`;
}

it("reads JavaScript with types for Flow as far as TypeScript has the same", () => {
  const text = `// @flow
import Redis from "ioredis";
export class Cache {
  client: Object;
  get(key: string, ...rest: any): Promise<?string> {}
}
`;
  expect(analyseSource("src/cache.js", text).ok).toBe(true);
  expect(analyseSource("src/cache.js", "let a: = 1;").ok).toBe(false);
});
