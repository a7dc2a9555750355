import { analyseSource } from "@faultline/analysis";
import type { Fact } from "@faultline/contract";
import { expect, it } from "vitest";
import { sitesOf } from "./list-sites.js";

/** The code with every edit that its absent time limits offer, as an editor would apply it. */
function mended(code: string): string {
  const edits = sitesOf(analyseSource("src/sample.ts", code)).flatMap(({ mechanisms }) => {
    const { timeout }: { readonly timeout?: Fact } = mechanisms;
    return timeout?.state === "absent" && timeout.edit ? [timeout.edit] : [];
  });
  return edits
    .toSorted((a, b) => b.offset - a.offset)
    .reduce(
      (text, { offset, text: more }) => text.slice(0, offset) + more + text.slice(offset),
      code,
    );
}

const inFunction = (call: string): string => `export const load = async (o) => { await ${call}; };`;
const SIGNAL = "signal: AbortSignal.timeout(5_000)";

it.each([
  ["an argument that is not there", "fetch(u)", `fetch(u, { ${SIGNAL} })`],
  ["an empty literal", "fetch(u, {})", `fetch(u, { ${SIGNAL} })`],
  ["a literal", 'fetch(u, { method: "POST" })', `fetch(u, { ${SIGNAL}, method: "POST" })`],
  [
    "a literal on lines of its own",
    "fetch(u, {\n  a: 1,\n})",
    `fetch(u, {\n  ${SIGNAL},\n  a: 1,\n})`,
  ],
])("inserts a limit into %s", (_name, call, result) => {
  expect(mended(inFunction(call))).toBe(inFunction(result));
});

it.each([
  [
    "options of a constant",
    "const O = { a: 1 }; export const load = async () => { await fetch(u, O); };",
  ],
  [
    "an argument before it that is missing",
    'import axios from "axios"; export const post = async () => { await axios.post(u); };',
  ],
])("leaves %s to people", (_name, code) => {
  expect(mended(code)).toBe(code);
});
