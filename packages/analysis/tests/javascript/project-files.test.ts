import { analyseSource } from "@faultline/analysis";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { outlineOf, project, sitesOf } from "./list-sites.js";

const kinds = (lines: readonly string[]): string[] =>
  lines.map((line) => line.split(" ").slice(1, 3).join(" "));

/** The kinds of sites in `src/service.ts`, with other files beside it. */
const service = (text: string, files: Readonly<Record<string, string>>): string[] =>
  kinds(outlineOf("src/service.ts", { "src/service.ts": text, ...files }));

const POOL = `import { Pool } from "pg";\n`;
const QUERY = ["database-query pg/query"];

describe("a client that another file makes", () => {
  const made = `${POOL}export const pool = new Pool();\nexport default pool;\n`;

  it.each([
    ["relative", 'import { pool } from "./db.js"; pool.query(t);', "src/db.ts", {}],
    ["default", 'import db from "./db"; db.query(t);', "src/db.ts", {}],
    ["the index of a folder", 'import { pool } from "./db"; pool.query(t);', "src/db/index.ts", {}],
    [
      "an alias of tsconfig.json",
      'import { pool } from "@app/db"; pool.query(t);',
      "src/lib/db.ts",
      {
        "tsconfig.json":
          '{ /* aliases */ "compilerOptions": { "paths": { "@app/*": ["./src/lib/*"], }, } }',
      },
    ],
    [
      "an alias of a config that is extended",
      'import { pool } from "~/db"; pool.query(t);',
      "app/db.ts",
      {
        "tsconfig.json": '{ "extends": "./base.json" }',
        "base.json": '{ "compilerOptions": { "baseUrl": ".", "paths": { "~/*": ["app/*"] } } }',
      },
    ],
    [
      "baseUrl",
      'import { pool } from "src/db"; pool.query(t);',
      "src/db.ts",
      { "tsconfig.json": '{ "compilerOptions": { "baseUrl": "." } }' },
    ],
    [
      "imports of package.json",
      'import { pool } from "#db"; pool.query(t);',
      "src/db.ts",
      { "package.json": '{ "imports": { "#db": "./dist/db.js" } }' },
    ],
    [
      "a package of an npm workspace",
      'import { pool } from "@acme/db"; pool.query(t);',
      "packages/db/src/index.ts",
      {
        "package.json": '{ "workspaces": ["packages/*"] }',
        "packages/db/package.json": '{ "name": "@acme/db", "main": "./dist/index.js" }',
      },
    ],
    [
      "a subpath of a package of a pnpm workspace",
      'import { pool } from "@acme/db/pool"; pool.query(t);',
      "packages/db/src/pool.ts",
      {
        "pnpm-workspace.yaml": 'packages:\n  # ours\n  - "packages/*"\n',
        "packages/db/package.json":
          '{ "name": "@acme/db", "exports": { "./pool": { "import": "./dist/pool.js" } } }',
      },
    ],
  ])("is found by %s", (_name, text, path, files) => {
    expect(service(text, { ...files, [path]: made })).toEqual(QUERY);
  });

  it("is found through barrels", () => {
    const files = {
      "src/db.ts": made,
      "src/one.ts": 'export { pool as database } from "./db";',
      "src/all.ts": 'export * from "./other";\nexport * from "./one";',
      "src/other.ts": "export const other = 1;",
    };
    expect(service('import { database } from "./all"; database.query(t);', files)).toEqual(QUERY);
  });

  it("is found through CommonJS", () => {
    const files = { "src/db.js": 'const { Pool } = require("pg"); exports.pool = new Pool();' };
    expect(service('const db = require("./db"); db.pool.query(t);', files)).toEqual(QUERY);
  });

  it("is not found where nothing says what it is", () => {
    const files = { "src/db.ts": "export const pool = createPool();" };
    expect(service('import { pool } from "./db"; pool.query(t);', files)).toEqual([]);
    expect(service('import { pool } from "./nowhere"; pool.query(t);', {})).toEqual([]);
  });

  it("ends where files import each other in a circle", () => {
    const files = { "src/a.ts": 'export * from "./b";', "src/b.ts": 'export * from "./a";' };
    expect(service('import { pool } from "./a"; pool.query(t);', files)).toEqual([]);
  });
});

describe("classes of the project", () => {
  it.each([
    [
      "an injected repository that holds the client",
      `import { Users } from "./users";
      export class Accounts { constructor(private readonly users: Users) {} load() { return this.users.pool.query(t); } }`,
      `${POOL}export class Users { readonly pool = new Pool(); }`,
    ],
    [
      "a class that extends the library's",
      `import type { Database } from "./users"; export const load = (db: Database) => db.query(t);`,
      `${POOL}export class Database extends Pool {}`,
    ],
    [
      "`super` of a class that extends the default export of another file",
      `import Users from "./users"; export class Mine extends Users { go() { return super.query(t); } }`,
      `${POOL}export default class Users extends Pool {}`,
    ],
    [
      "a class that extends a class that extends it",
      `import { Middle } from "./users"; export class Mine extends Middle { go() { return this.query(t); } }`,
      `${POOL}export class Base extends Pool {}\nexport class Middle extends Base {}`,
    ],
    [
      "a getter",
      `import { db } from "./users"; db.client.query(t);`,
      `${POOL}class Holder { #pool = new Pool(); get client() { return this.#pool; } }\nexport const db = new Holder();`,
    ],
    [
      "a static method",
      `import { Db } from "./users"; Db.get().query(t);`,
      `${POOL}export class Db { static pool: Pool; static get(): Pool { return Db.pool ?? make(); } }`,
    ],
    [
      "an interface",
      `import type { Context } from "./users"; export const run = ({ db }: Context) => db.query(t);`,
      `${POOL}export interface Context { db: Pool }`,
    ],
    [
      "an alias of a type",
      `import type { Db } from "./users"; export const run = (db: Db) => db.query(t);`,
      `import type { Pool } from "pg"; export type Db = Pool;`,
    ],
    [
      "the type of a value",
      `import { pool } from "./users"; export const run = (db: typeof pool) => db.query(t);`,
      `${POOL}export const pool = new Pool();`,
    ],
    [
      "a factory with a declared result",
      `import { connect } from "./users"; export const run = async () => (await connect()).query(t);`,
      `${POOL}export async function connect(): Promise<Pool> { if (cached) return cached; return make(); }`,
    ],
    [
      "what a wrapper hands to its callback",
      `import { withClient } from "./users"; withClient((client) => client.query(t));`,
      `${POOL}const pool = new Pool();
      export async function withClient<T>(work: (client) => Promise<T>) { const c = await pool.connect(); return work(c); }`,
    ],
  ])("are seen through: %s", (_name, text, users) => {
    expect(service(text, { "src/users.ts": users })).toEqual(QUERY);
  });

  it("are not seen through where a name only looks like one", () => {
    const users = "export class Users { readonly pool = makePool(); }";
    const text = `import { Users } from "./users";
      export class Accounts { constructor(private readonly users: Users) {} load() { return this.users.pool.query(t); } }`;
    expect(service(text, { "src/users.ts": users })).toEqual([]);
  });
});

it("knows a Prisma client whose folder the schema names, and which is not there yet", () => {
  const users = `import { PrismaClient } from "./generated/client"; const db = new PrismaClient(); db.user.findMany();`;
  const files = {
    "package.json": "{}",
    "prisma/schema.prisma": `generator client {\n  provider = "prisma-client"\n  output = "../src/generated"\n}\n`,
    "src/users.ts": users,
  };
  expect(
    outlineOf("src/users.ts", files).map((line) => line.split(" ").slice(1, 3).join(" ")),
  ).toEqual(["pool @prisma/client/PrismaClient", "database-query @prisma/client/findMany"]);
});

describe("a file that changes", () => {
  const pool = `${POOL}export const db = new Pool();\n`;
  const memory = "export const db = new Map();\n";
  const service =
    'import { load } from "./repository.js";\nexport const all = async (ids) => { for (const id of ids) await load(id); };\n';
  const files = {
    "src/service.js": service,
    "src/repository.js":
      'import { db } from "./db.js";\nexport const load = async (id) => db.query("select 1 where id = $1", [id]);\n',
    "src/db.js": pool,
  };
  const sitesAt = (root: string): string[] =>
    sitesOf(analyseSource("src/service.js", service, join(root, "src/service.js"))).map(
      ({ kind, library }) => `${kind} ${library}`,
    );

  it("is looked at again, also two files away", () => {
    const root = project(files);
    expect(sitesAt(root)).toEqual(["indirect-call pg"]);
    writeFileSync(join(root, "src/db.js"), memory);
    expect(sitesAt(root)).toEqual([]);
    writeFileSync(join(root, "src/db.js"), pool);
    expect(sitesAt(root)).toEqual(["indirect-call pg"]);
  });

  it("is taken as the editor has it, whatever stands on disk", () => {
    const root = project(files);
    const path = join(root, "src/repository.js");
    expect(sitesAt(root)).toEqual(["indirect-call pg"]);
    const inEditor = sitesOf(analyseSource("src/repository.js", "fetch(url);\n", path));
    expect(inEditor.map(({ kind }) => kind)).toEqual(["outbound-call"]);
  });
});
