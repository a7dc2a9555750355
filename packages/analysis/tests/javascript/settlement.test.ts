import { analyseSource } from "@faultline/analysis";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { project, sitesOf } from "./list-sites.js";

/** What is known of the failure of the work that a service starts, with other files beside it. */
function handling(text: string, files: Readonly<Record<string, string>>): string[] {
  const root = project({ "src/service.ts": text, ...files });
  return sitesOf(analyseSource("src/service.ts", text, join(root, "src/service.ts")))
    .filter(({ kind }) => kind === "async-work")
    .map(({ mechanisms }) => mechanisms["failure-handling"]?.state ?? "not stated");
}

const REJECTS = `export async function load() { await fetch("https://example.com"); }`;

describe("a promise that another file makes", () => {
  it.each([
    ["an async function", `import { load } from "./load.js";`, "load()", REJECTS],
    [
      "a function of a module",
      `const loader = require("./load.js");`,
      "loader.load()",
      `async function load() { await fetch(u); } module.exports = { load };`,
    ],
    [
      "a method of the class that is the default export",
      `import type Store from "./load.js"; let store: Store;`,
      "store.load()",
      `export default class Store { async load() { await fetch(u); } }`,
    ],
    [
      "a static method",
      `import { Store } from "./load.js";`,
      "Store.load()",
      `export class Store { static load() { return fetch(u); } }`,
    ],
    [
      "an inherited method",
      `import { Store } from "./load.js"; const store = new Store();`,
      "store.load()",
      `class Base { async load() { await fetch(u); } } export class Store extends Base {}`,
    ],
    [
      "a method through a method of an interface",
      `import type { Stores } from "./load.js"; let stores: Stores;`,
      "stores.main().load()",
      `interface Store { load(): Promise<void> } export interface Stores { main(): Store }`,
    ],
    [
      "a function that a factory returns",
      `import { make } from "./load.js";`,
      "make()()",
      `export const make = () => async () => { await fetch(u); };`,
    ],
    [
      "a function three calls deep",
      `import { load } from "./load.js";`,
      "load()",
      `const c = async () => { await fetch(u); }; const b = async () => c(); export const load = async () => { await b(); };`,
    ],
  ])("is found dropped: %s", (_name, declared, call, file) => {
    const text = `${declared}\nexport async function run() { ${call}; }`;
    expect(handling(text, { "src/load.ts": file })).toEqual(["absent"]);
  });

  it.each([
    [
      "all is caught",
      `export async function load() { try { await fetch(u); } catch (e) { note(e); } }`,
    ],
    ["it ends in a catch", `export const load = () => fetch(u).catch(note);`],
    [
      "it waits for what catches",
      `const a = () => fetch(u).catch(note); export async function load() { await a(); }`,
    ],
    [
      "it calls itself",
      `export async function load() { try { await fetch(u); } catch { await load(); } }`,
    ],
  ])("is dealt with where %s", (_name, file) => {
    const text = `import { load } from "./load.js";\nexport async function run() { void load(); }`;
    expect(handling(text, { "src/load.ts": file })).toEqual(["present"]);
  });

  it.each([
    ["no promise", `export function load() { return 1; }`],
    ["a generator", `export async function* load() { yield await fetch(u); }`],
    ["a stream", `import { get } from "node:http"; export const load = () => get(u);`],
  ])("is not mistaken for %s", (_name, file) => {
    const text = `import { load } from "./load.js";\nexport async function run() { load(); }`;
    expect(handling(text, { "src/load.ts": file })).toEqual([]);
  });
});
