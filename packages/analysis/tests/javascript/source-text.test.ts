import { describe, expect, it } from "vitest";
import { SourceText } from "../../src/javascript/source-text.js";

describe("what a text shows of its exports", () => {
  it.each([
    "export const list = 1;",
    "export async function list() {}",
    "export default function list() {}",
    "export abstract class list {}",
    "export let first: A, list: B;",
    "export const first = 1,\n  list = 2;",
    "export { first, other as list };",
    "export const { first: list } = made();",
  ])("may be `list` in %j", (text) => {
    expect(new SourceText(text).mayExport("list")).toBe(true);
  });

  it.each([
    "import { list } from './list.js';\nlist();",
    "export const first = () => {\n  return list();\n};",
    "export const listed = 1; const list = 2;",
  ])("is not `list` in %j", (text) => {
    expect(new SourceText(text).mayExport("list")).toBe(false);
  });
});

describe("plain declarations of a text", () => {
  it("are functions, and classes that extend nothing", () => {
    const text = `export async function read(id: string) {}
export const write = async (id: string): Promise<void> => {};
export const pick = (one) => one;
export class Cart implements Basket {
}
export default class Shop {
}
`;
    const { plainDeclarations } = new SourceText(text);
    expect([...plainDeclarations]).toEqual(["read", "write", "pick", "Cart", "Shop", "default"]);
  });

  it("are nothing that may come from a package", () => {
    const text = `export const client = axios.create({});
export const get = limited(axios.get);
export const both = (first, second);
export class Database extends PrismaClient {
}
const send = axios.post;
export { send };
export default axios;
`;
    expect([...new SourceText(text).plainDeclarations]).toEqual([]);
  });
});

describe("imports of a text", () => {
  it("have the names that they take, without those of types", () => {
    const text = `import type { A } from "./types.js";
import whole, { one, two as other, type B } from "./first.js";
import * as all from "./second.js";
export { three } from "./third.js";
const { four } = require("./fourth.js");
const fifth = await import("./fifth.js");
`;
    expect(new SourceText(text).imports).toEqual([
      { specifier: "./first.js", names: ["default", "one", "two"] },
      { specifier: "./second.js", names: undefined },
      { specifier: "./third.js", names: ["three"] },
      { specifier: "./fourth.js", names: undefined },
      { specifier: "./fifth.js", names: undefined },
    ]);
  });
});
