import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultProject } from "../../src/javascript/default-project.js";
import { entryPointOf } from "../../src/javascript/flow/entry-point.js";
import { parseJavaScript } from "../../src/javascript/parse.js";
import { project } from "./list-sites.js";

/** What runs each call of `at` in a file. */
function runners(
  text: string,
  files: Readonly<Record<string, string>> = {},
  file = "src/app.ts",
): string[] {
  const path = join(project({ [file]: text, ...files }), file);
  writeFileSync(path, text);
  const parsed = parseJavaScript(file, text, path);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const facts = defaultProject().open(parsed.source);
  return facts.nodes.calls
    .filter(({ callee }) => callee.type === "Identifier" && callee.name === "at")
    .map((call) => entryPointOf(facts, call));
}

const EXPRESS = `import express from "express"; const app = express();\n`;

describe("a request runs", () => {
  it.each([
    ["a handler", `app.get("/", () => at());`],
    ["a handler behind a middleware", `app.get("/", auth, (req, res) => { at(); });`],
    ["a handler in a list", `app.get("/", [auth, (req, res) => at()]);`],
    ["a middleware", `app.use((req, res, next) => at());`],
    ["a handler of a router", `const r = express.Router(); r.route("/").get(x).post(() => at());`],
    ["a named handler", `app.get("/", list); function list() { at(); }`],
    ["a handler of an object", `const users = { list() { at(); } }; app.get("/", users.list);`],
    [
      "a handler taken from an object",
      `const { list } = { list: () => at() }; app.get("/", list);`,
    ],
    ["what a handler calls", `app.get("/", () => load()); const load = async () => at();`],
    ["what a handler does for each of some", `app.get("/", () => ids.map((id) => at()));`],
    ["a wrapped handler", `app.get("/", catchErrors(async () => { at(); }));`],
    [
      "a handler that was wrapped before",
      `const list = safe(async () => at()); app.get("/", list);`,
    ],
    [
      "a handler that a factory makes",
      `const may = (role) => (req, res) => at(); app.use(may("a"));`,
    ],
    [
      "a bound method",
      `class A { list() { at(); } constructor() { app.get("/", this.list.bind(this)); } }`,
    ],
    [
      "a method of an instance",
      `class A { list = () => at(); } const a = new A(); app.get("/", a.list);`,
    ],
    [
      "what one method calls of another",
      `class A { one() { at(); } list() { this.one(); } } app.get("/", new A().list);`,
    ],
    ["what an assigned handler does", `let list; list = () => at(); app.get("/", list);`],
    ["what runs later on behalf of a request", `app.get("/", () => setTimeout(() => at(), 5));`],
    [
      "a handler told by its type",
      `import type { RequestHandler } from "express"; export const list: RequestHandler = () => at();`,
    ],
    [
      "a handler told by a parameter",
      `import type { Request } from "express"; export function list(req: Request) { at(); }`,
    ],
    [
      "a handler told by an own type",
      `import type { Request } from "express"; interface Mine extends Request {} export const list = wrap((req: Mine) => at());`,
    ],
  ])("%s", (_name, text) => {
    expect(runners(EXPRESS + text)).toEqual(["request"]);
  });
});

describe("start-up runs", () => {
  it.each([
    ["a module", `at();`],
    ["what a module calls", `main(); async function main() { at(); }`],
    ["what is called in place", `(async () => { at(); })();`],
    ["a loop over callbacks", `[1].forEach(() => at());`],
    ["what waits for the server", `app.listen(1, () => at());`],
    ["what prepares handlers", `app.get("/", make([1].map(() => at())));`],
    ["a constructor of a service", `class A { constructor() { at(); } } const a = new A();`],
  ])("%s", (_name, text) => {
    expect(runners(EXPRESS + text)).toEqual(["start-up"]);
  });
});

describe("the clock runs", () => {
  it.each([
    ["an interval", `setInterval(() => at(), 5);`],
    ["what an interval calls", `const tick = () => at(); setInterval(tick, 5);`],
    ["a schedule", `import cron from "node-cron"; cron.schedule("* * * * *", () => at());`],
  ])("%s", (_name, text) => {
    expect(runners(text)).toEqual(["timer"]);
  });
});

describe("a request runs, by what each framework says,", () => {
  it.each([
    [
      "fastify",
      'import Fastify from "fastify"; const app = Fastify(); app.route({ method: "GET", url: "/", handler: async () => at() });',
    ],
    ["koa", 'import Koa from "koa"; new Koa().use(async (ctx, next) => at());'],
    [
      "@koa/router",
      'import Router from "@koa/router"; const r = new Router(); r.get("/", auth).post("/", () => at());',
    ],
    [
      "hono",
      'import { Hono } from "hono"; const app = new Hono().use(auth); app.get("/", (c) => at());',
    ],
    [
      "trpc",
      'import { initTRPC } from "@trpc/server"; const t = initTRPC.context().create(); const open = t.procedure.use(auth); t.router({ read: open.input(x).query(() => at()) });',
    ],
    [
      "Apollo",
      'import { ApolloServer } from "@apollo/server"; const resolvers = { Query: { user: () => at() } }; new ApolloServer({ typeDefs, resolvers });',
    ],
  ])("%s", (_name, text) => {
    expect(runners(text)).toEqual(["request"]);
  });

  const NEXT = { "package.json": '{ "dependencies": { "next": "15.0.0" } }' };

  it.each([
    ["src/app/users/[id]/route.ts", "export async function GET() { at(); }"],
    ["app/route.ts", "export const POST = wrap(async () => { at(); });"],
    ["pages/api/users.ts", "export default function handler() { at(); }"],
    ["pages/api/users.ts", "const handler = async () => at(); export default handler;"],
  ])("Next by the file %s: %s", (file, text) => {
    expect(runners(text, NEXT, file)).toEqual(["request"]);
  });

  it.each([
    ["another export", "src/app/route.ts", "export function load() { at(); }", NEXT],
    ["another file", "src/app/load.ts", "export function GET() { at(); }", NEXT],
    ["another framework", "src/app/route.ts", "export function GET() { at(); }", {}],
  ])("but not %s", (_name, file, text, files) => {
    expect(runners(text, files, file)).toEqual(["unknown"]);
  });
});

describe("what another file registers", () => {
  const PACKAGE = { "package.json": "{}" };
  const routed = (imports: string, handler: string): Record<string, string> => ({
    ...PACKAGE,
    "src/routes.ts": `import { Router } from "express"; ${imports}; Router().get("/", ${handler});`,
  });

  it.each([
    [
      "by name",
      "export function list() { at(); }",
      routed('import { list } from "./app.js"', "list"),
    ],
    ["as default", "export default () => at();", routed('import list from "./app"', "list")],
    [
      "of a namespace",
      "export const list = () => at();",
      routed('import * as a from "./app"', "a.list"),
    ],
    [
      "of an exported object",
      "const list = () => at(); export default { list };",
      routed('import a from "./app"', "a.list"),
    ],
    [
      "of module.exports",
      "const list = () => at(); module.exports = { list };",
      routed('const a = require("./app")', "a.list"),
    ],
    [
      "destructured from it",
      "exports.list = () => at();",
      routed('const { list } = require("./app")', "list"),
    ],
    [
      "wrapped here",
      "export const list = safe(async () => at());",
      routed('import { list } from "./app"', "list"),
    ],
    [
      "wrapped there",
      "export const list = async () => at();",
      routed('import { list } from "./app"', "wrap(list)"),
    ],
    [
      "of a class",
      "export class A { list() { at(); } }",
      routed('import { A } from "./app"; const a = new A()', "a.list"),
    ],
    [
      "called there",
      "export function load() { at(); }",
      routed('import { load } from "./app"', "() => load()"),
    ],
    [
      "through a barrel",
      "export const list = () => at();",
      { ...routed('import { list } from "./all"', "list"), "src/all.ts": 'export * from "./app";' },
    ],
    [
      "through a folder of CommonJS",
      "module.exports = { list: () => at() };",
      {
        ...routed('const { users } = require("./all")', "users.list"),
        "src/all/index.js": 'module.exports.users = require("../app");',
      },
    ],
    [
      "a service that is injected",
      "export class Users { load() { at(); } }",
      {
        ...PACKAGE,
        "src/controller.ts":
          'import { Get } from "@nestjs/common"; import { Users } from "./app"; export class C { constructor(private readonly users: Users) {} @Get() list() { return this.users.load(); } }',
      },
    ],
  ])("%s", (_name, text, files) => {
    expect(runners(text, files)).toEqual(["request"]);
  });

  it.each([
    [
      "another export",
      "export const list = () => at(); export const one = 1;",
      routed('import { one } from "./app"', "one"),
    ],
    [
      "another file of that name",
      "export const list = () => at();",
      {
        ...routed('import { list } from "./lib/app"', "list"),
        "src/lib/app.ts": "export const list = 1;",
      },
    ],
    [
      "a call at start-up alone",
      "export const load = () => at();",
      { ...PACKAGE, "src/main.ts": 'import { load } from "./app"; load();' },
    ],
  ])("but not %s", (_name, text, files) => {
    expect(runners(text, files)).toEqual(["unknown"]);
  });
});

describe("nothing is said of", () => {
  it.each([
    ["a function that others may call", `export function load() { at(); }`],
    ["a function that goes elsewhere", `other.register(() => at());`],
    ["a listener", `emitter.on("x", () => at());`],
    ["a function of which one caller is unknown", `main(); export function main() { at(); }`],
    ["a field of a class", `export class A { value = at(); }`],
    ["a getter", `class A { get value() { return at(); } } const a = new A(); app.get("/", a);`],
    ["another property", `const users = { list() { at(); }, one() {} }; app.get("/", users.one);`],
    ["a look-alike", `const mine = { get() {} }; mine.get("/", () => at());`],
  ])("%s", (_name, text) => {
    expect(runners(EXPRESS + text)).toEqual(["unknown"]);
  });

  it("a static method, where an instance registers its namesake", () => {
    const text =
      "class A { static app() { at(); } get app() { return 1; } start() { app.use(this.app); } } new A().start();";
    expect(runners(EXPRESS + text)).toEqual(["unknown"]);
  });

  it("a value that is wrapped in turns", () => {
    expect(runners("let a = wrap(() => at()); for (;;) { a = wrap(a); other(a); }")).toEqual([
      "unknown",
    ]);
  });

  it("a function that calls itself", () => {
    expect(runners("const a = () => b(); const b = () => { a(); at(); };")).toEqual(["unknown"]);
  });
});
