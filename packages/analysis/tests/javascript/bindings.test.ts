import { analyseSource } from "@faultline/analysis";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outline, outlineOf, project, sitesOf } from "./list-sites.js";

/** What each way to get hold of `axios.get` is recognised as. */
const GET = ["outbound-call axios/get"];

const kinds = (lines: readonly string[]): string[] =>
  lines.map((line) => line.split(" ").slice(1, 3).join(" "));

describe("imports", () => {
  it.each([
    ["default", 'import axios from "axios"; axios.get(u);'],
    ["default under another name", 'import http from "axios"; http.get(u);'],
    ["default by name", 'import { default as http } from "axios"; http.get(u);'],
    ["named", 'import { get } from "axios"; get(u);'],
    ["renamed", 'import { get as load } from "axios"; load(u);'],
    ["namespace", 'import * as axios from "axios"; axios.get(u);'],
    ["default of a namespace", 'import * as axios from "axios"; axios.default.get(u);'],
    ["require", 'const axios = require("axios"); axios.get(u);'],
    ["default of require", 'const axios = require("axios").default; axios.get(u);'],
    ["destructured require", 'const { get } = require("axios"); get(u);'],
    ["renamed from require", 'const { get: load } = require("axios"); load(u);'],
    ["import equals", 'import axios = require("axios"); axios.get(u);'],
    ["dynamic", 'const axios = await import("axios"); axios.get(u);'],
    ["default of dynamic", 'const { default: axios } = await import("axios"); axios.get(u);'],
    ["computed by a literal", 'import axios from "axios"; axios["get"](u);'],
    ["optional", 'import axios from "axios"; axios?.get?.(u);'],
    ["cast", 'import axios from "axios"; (axios as Client).get(u);'],
  ])("follows %s", (_name, text) => {
    expect(kinds(outline(text))).toEqual(GET);
  });

  it.each([
    ["a computed method", 'import axios from "axios"; axios[method](u);'],
    ["a module of another name", 'import axios from "axios-like"; axios.get(u);'],
    [
      "a require of one's own",
      'const require = load; const axios = require("axios"); axios.get(u);',
    ],
    ["a module that is worked out", "const axios = await import(name); axios.get(u);"],
  ])("does not guess at %s", (_name, text) => {
    expect(outline(text)).toEqual([]);
  });
});

describe("variables", () => {
  it.each([
    ["a constant", "const http = axios; http.get(u);"],
    ["an assignment", "let http; http = axios; http.get(u);"],
    ["a method of its own", "const { get } = axios; get(u);"],
    ["a default", "const http = injected ?? axios; http.get(u);"],
    ["an object", "const clients = { http: axios }; clients.http.get(u);"],
    ["a destructured object", "const { http } = { http: axios }; http.get(u);"],
    ["a factory", "const make = () => axios; make().get(u);"],
    ["a factory with a block", "function make() { return axios; } make().get(u);"],
  ])("follows %s", (_name, text) => {
    expect(kinds(outline(`import axios from "axios"; ${text}`))).toEqual(GET);
  });

  it.each([
    ["a variable that is assigned twice", "let http = axios; http = other; http.get(u);"],
    ["a parameter that shadows", "function load(axios) { axios.get(u); }"],
    ["a variable that shadows", "{ const axios = other; axios.get(u); }"],
    ["a property that is set later", "const c = { http: axios }; c.http = other; c.http.get(u);"],
    ["a property that a spread may replace", "const c = { http: axios, ...rest }; c.http.get(u);"],
    ["a variable made of itself", "const a = b, b = a; a.get(u);"],
  ])("says nothing of %s", (_name, text) => {
    expect(outline(`import axios from "axios"; ${text}`)).toEqual([]);
  });
});

describe("classes", () => {
  const inClass = (members: string): string[] =>
    kinds(
      outline(`import axios, { type AxiosInstance } from "axios"; class Ledger { ${members} }`),
    );

  it.each([
    ["a field", "http = axios; load() { return this.http.get(u); }"],
    ["a private field", "#http = axios; load() { return this.#http.get(u); }"],
    [
      "a field that the constructor sets",
      "http; constructor() { this.http = axios; } load() { return this.http.get(u); }",
    ],
    ["a declared field", "http: AxiosInstance; load() { return this.http.get(u); }"],
    [
      "a field that may be undefined",
      "http: AxiosInstance | undefined; load() { return this.http.get(u); }",
    ],
    [
      "a parameter property",
      "constructor(private http: AxiosInstance) {} load() { return this.http.get(u); }",
    ],
    [
      "a parameter property with a default",
      "constructor(private http: AxiosInstance = make()) {} load() { return this.http.get(u); }",
    ],
    [
      "a parameter that is kept",
      "http; constructor(http: AxiosInstance) { this.http = http; } load() { return this.http.get(u); }",
    ],
    ["an arrow function's this", "http = axios; load = () => this.http.get(u);"],
    [
      "a field that is assigned twice, by its type",
      "http: AxiosInstance = axios; use(h) { this.http = h; } load() { return this.http.get(u); }",
    ],
  ])("follows %s", (_name, members) => {
    expect(inClass(members)).toEqual(GET);
  });

  it.each([
    [
      "a field that is assigned twice",
      "http = axios; use(http) { this.http = http; } load() { return this.http.get(u); }",
    ],
    [
      "another function's this",
      "http = axios; load() { return function () { this.http.get(u); }; }",
    ],
    ["a field of another class", "load() { return this.http.get(u); }"],
  ])("says nothing of %s", (_name, members) => {
    expect(inClass(members)).toEqual([]);
  });
});

describe("parameters", () => {
  it.each([
    [
      "a typed one",
      'import type { AxiosInstance } from "axios"; const load = (http: AxiosInstance) => http.get(u);',
    ],
    [
      "one typed through a namespace",
      'import type axios from "axios"; const load = (http: axios.AxiosInstance) => http.get(u);',
    ],
  ])("follows %s", (_name, text) => {
    expect(kinds(outline(text))).toEqual(GET);
  });

  it("says nothing of an untyped one, whatever its name", () => {
    expect(outline('import axios from "axios"; const load = (client) => client.get(u);')).toEqual(
      [],
    );
  });

  it("knows a library's own callbacks", () => {
    const text =
      'import Fastify from "fastify"; Fastify().register(async (app) => { app.get("/a", handle); });';
    expect(kinds(outline(text))).toEqual(["route fastify/get"]);
  });
});

describe("other files", () => {
  const client = 'import axios from "axios"; export const http = axios.create();';
  const use = (from: string, name = "http"): string =>
    `import { ${name} } from "${from}"; ${name}.get(u);`;

  it.each<[string, Record<string, string>]>([
    ["a named export", { "app.ts": use("./client"), "client.ts": client }],
    ["an ending that TypeScript writes", { "app.ts": use("./client.js"), "client.ts": client }],
    ["a folder", { "app.ts": use("./clients"), "clients/index.ts": client }],
    [
      "a default export",
      {
        "app.ts": 'import http from "./client"; http.get(u);',
        "client.ts": 'import axios from "axios"; export default axios.create();',
      },
    ],
    [
      "a namespace",
      {
        "app.ts": 'import * as clients from "./client"; clients.http.get(u);',
        "client.ts": client,
      },
    ],
    [
      "an export list",
      {
        "app.ts": use("./client", "ledger"),
        "client.ts":
          'import axios from "axios"; const http = axios.create(); export { http as ledger };',
      },
    ],
    [
      "a re-export",
      {
        "app.ts": use("./index"),
        "index.ts": 'export { http } from "./client";',
        "client.ts": client,
      },
    ],
    [
      "a renamed re-export",
      {
        "app.ts": use("./index", "ledger"),
        "index.ts": 'export { http as ledger } from "./client";',
        "client.ts": client,
      },
    ],
    [
      "a namespace that is exported",
      {
        "app.ts": 'import { clients } from "./index"; clients.http.get(u);',
        "index.ts": 'export * as clients from "./client";',
        "client.ts": client,
      },
    ],
    [
      "the second of two barrels",
      {
        "app.ts": use("./index"),
        "index.ts": 'export * from "./other"; export * from "./client";',
        "other.ts": "export const other = 1;",
        "client.ts": client,
      },
    ],
    [
      "a barrel of barrels",
      {
        "app.ts": use("./a"),
        "a.ts": 'export * from "./b";',
        "b.ts": 'export * from "./client";',
        "client.ts": client,
      },
    ],
    [
      "an import that is exported again",
      {
        "app.ts": use("./index"),
        "index.ts": 'import { http } from "./client"; export { http };',
        "client.ts": client,
      },
    ],
    [
      "an object of clients",
      {
        "app.ts": 'import { clients } from "./client"; clients.http.get(u);',
        "client.ts": 'import axios from "axios"; export const clients = { http: axios.create() };',
      },
    ],
    [
      "a factory",
      {
        "app.ts": 'import { connect } from "./client"; connect().get(u);',
        "client.ts":
          'import axios from "axios"; export function connect() { return axios.create(); }',
      },
    ],
    [
      "module.exports",
      {
        "app.js": 'const { http } = require("./client"); http.get(u);',
        "client.js": 'const axios = require("axios"); module.exports = { http: axios.create() };',
      },
    ],
    [
      "a property of exports",
      {
        "app.js": 'const clients = require("./client"); clients.http.get(u);',
        "client.js": 'const axios = require("axios"); exports.http = axios.create();',
      },
    ],
  ])("follows %s", (_name, files) => {
    expect(kinds(outlineOf(Object.keys(files)[0] ?? "", files))).toEqual(GET);
  });

  it.each<[string, Record<string, string>]>([
    ["a file that is missing", { "app.ts": use("./client") }],
    [
      "a file that does not parse",
      { "app.ts": use("./client"), "client.ts": "export const http = (" },
    ],
    ["a name that is not exported", { "app.ts": use("./client", "other"), "client.ts": client }],
    [
      "files that import each other",
      { "app.ts": use("./a"), "a.ts": 'export * from "./b";', "b.ts": 'export * from "./a";' },
    ],
    ["a file that exports itself", { "app.ts": use("./a"), "a.ts": 'export { http } from "./a";' }],
    ["a package", { "app.ts": use("clients"), "clients.ts": client }],
  ])("says nothing of %s", (_name, files) => {
    expect(outlineOf("app.ts", files)).toEqual([]);
  });

  it("reads a file again when it changed on disk", () => {
    const root = project({ "client.ts": "export const http = 1;" });
    const sites = (): number =>
      sitesOf(analyseSource("app.ts", use("./client"), join(root, "app.ts"))).length;
    expect(sites()).toBe(0);
    writeFileSync(join(root, "client.ts"), client);
    expect(sites()).toBe(1);
  });
});
