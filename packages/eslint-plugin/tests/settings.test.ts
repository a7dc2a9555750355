import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { analyseSource, javascriptParser, projectFor } from "@faultline/analysis";
import type { Settings } from "@faultline/contract";
import { ESLint } from "eslint";
import plugin from "eslint-plugin-faultline";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { lint } from "./harness/lint.js";

vi.setConfig({ testTimeout: 60_000 });

type Files = Readonly<Record<string, string>>;

/** The reports in a project's `src/use.ts`, by rule and line. */
async function reportsIn(files: Files, settings: Settings): Promise<readonly string[]> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "faultline-settings-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  for (const [file, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return reportsAt(root, settings);
}

async function reportsAt(root: string, settings: Settings): Promise<readonly string[]> {
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ["**/*.ts"], languageOptions: { parser: javascriptParser } },
      ...plugin.configs.recommended,
      { settings: { faultline: settings } },
    ],
  });
  const results = await eslint.lintFiles(["src/use.ts"]);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, line, message }) => `${String(line)} ${ruleId ?? message}`),
  );
}

const TIMEOUT = "faultline/require-timeout";

describe("a client in a file of the project", () => {
  const HTTP = `
    export const http = { get: (url: string) => request(url), ping: () => fetch("https://a.test") };
    declare function request(url: string): Promise<string>;
  `;
  const settings: Settings = {
    clients: [{ module: "./src/lib/http", export: "http", methods: ["get"], timeout: false }],
  };
  const use = (from: string): string =>
    `import { http } from "${from}";\nexport const load = async () => await http.get("/");\n`;

  it.each<[string, Files]>([
    ["by a relative path", { "src/use.ts": use("./lib/http.js") }],
    [
      "through a barrel that names it",
      { "src/use.ts": use("./lib"), "src/lib/index.ts": 'export { http } from "./http";' },
    ],
    [
      "through a barrel that passes all on",
      { "src/use.ts": use("./lib"), "src/lib/index.ts": 'export * from "./http";' },
    ],
    [
      "by an alias",
      {
        "src/use.ts": use("~/http"),
        "tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/lib/*"] } } }',
      },
    ],
    [
      "by require",
      {
        "src/use.ts":
          'const { http } = require("./lib/http");\nmodule.exports = async () => await http.get("/");\n',
      },
    ],
  ])("is known %s", async (_, files) => {
    const all = { "src/lib/http.ts": HTTP, ...files };
    expect(await reportsIn(all, settings)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(all, {})).toEqual([]);
  });

  it("may be named by its alias", async () => {
    const files = {
      "src/lib/http.ts": HTTP,
      "src/use.ts": use("./lib/http"),
      "tsconfig.json": '{ "compilerOptions": { "paths": { "~/*": ["./src/lib/*"] } } }',
    };
    const byAlias: Settings = {
      clients: [{ module: "~/http", export: "http.get", timeout: false }],
    };
    expect(await reportsIn(files, byAlias)).toEqual([`2 ${TIMEOUT}`]);
  });

  it("wins over what its source shows", async () => {
    const files = {
      "src/lib/http.ts": 'import axios from "axios";\nexport const http = axios;\n',
      "src/use.ts": use("./lib/http"),
    };
    const bounded: Settings = {
      clients: [{ module: "./src/lib/http", export: "http", methods: ["get"], timeout: true }],
    };
    expect(await reportsIn(files, {})).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(files, bounded)).toEqual([]);
  });

  it("leaves the file's other exports to their source", async () => {
    const files = {
      "src/lib/http.ts": `import axios from "axios";\nexport const other = axios;\n${HTTP}`,
      "src/use.ts":
        'import { other } from "./lib/http";\nexport const load = async () => await other.get("/");\n',
    };
    expect(await reportsIn(files, settings)).toEqual([`2 ${TIMEOUT}`]);
  });

  it("is not another file of the same name", async () => {
    const files = {
      "src/lib/http.ts": HTTP,
      "src/http.ts": HTTP,
      "src/use.ts": use("./http"),
    };
    expect(await reportsIn(files, settings)).toEqual([]);
  });

  it("may be a class, which a constructor asks for", async () => {
    const files = {
      "src/client.ts": "export class Client { send(m: string) { return other(m); } }\n",
      "src/use.ts": [
        'import { Client } from "./client.js";',
        "export class Mails {",
        "  constructor(private readonly client: Client) {}",
        '  async greet() { await this.client.send("hello"); }',
        "}",
      ].join("\n"),
    };
    const client: Settings = {
      clients: [{ module: "./src/client.ts", export: "new Client.send", timeout: false }],
    };
    expect(await reportsIn(files, client)).toEqual([`4 ${TIMEOUT}`]);
    expect(await reportsIn(files, {})).toEqual([]);
  });

  it("may be the default export, which is called itself", async () => {
    const files = {
      "src/mail.ts": "export default function (m: string) { return other(m); }\n",
      // Nothing else in it looks like a call that waits.
      "src/use.ts":
        'import post from "./mail";\nexport function greet() { return post("hello"); }\n',
    };
    const client: Settings = { clients: [{ module: "./src/mail", timeout: false }] };
    expect(await reportsIn(files, client)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsIn(files, {})).toEqual([]);
  });

  it("does not stay known in the next run, which has other settings", async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "faultline-settings-")));
    onTestFinished(() => {
      rmSync(root, { recursive: true, force: true });
    });
    mkdirSync(join(root, "src/lib"), { recursive: true });
    writeFileSync(join(root, "package.json"), "{}");
    writeFileSync(join(root, "src/lib/http.ts"), HTTP);
    writeFileSync(join(root, "src/use.ts"), use("./lib/http"));
    expect(await reportsAt(root, settings)).toEqual([`2 ${TIMEOUT}`]);
    expect(await reportsAt(root, {})).toEqual([]);
    expect(await reportsAt(root, settings)).toEqual([`2 ${TIMEOUT}`]);
  });
});

describe("a client of another kind", () => {
  const of = (kind: "database-query" | "queue-publish" | "cache-operation"): Settings => ({
    clients: [{ module: "@acme/store", export: "store", methods: ["*"], kind, access: "read" }],
  });
  const LOOP = [
    'import { store } from "@acme/store";',
    "export async function names(ids: string[]) {",
    "  const names = [];",
    "  for (const id of ids) names.push(await store.find(id));",
    "  return names;",
    "}",
  ].join("\n");
  const count = (rule: string, code: string, settings: unknown): number =>
    lint(rule, { code, settings }).length;

  it("is a query, of which a loop makes many", () => {
    expect(count("no-query-in-loop", LOOP, of("database-query"))).toBe(1);
    expect(count("no-query-in-loop", LOOP, of("cache-operation"))).toBe(0);
    expect(count("no-query-in-loop", LOOP, undefined)).toBe(0);
  });

  it("is a query without a limit, unless a wrapper limits it", () => {
    const unbounded: Settings = {
      clients: [{ module: "@acme/store", export: "query", kind: "database-query", timeout: false }],
      wrappers: [{ module: "@acme/deadline", export: "within", timeout: true }],
    };
    const code = (call: string): string =>
      `import { query } from "@acme/store";\nimport { within } from "@acme/deadline";\nexport async function all() { return await ${call}; }\n`;
    expect(count("require-timeout", code('query("a")'), unbounded)).toBe(1);
    expect(count("require-timeout", code('within(query("a"))'), unbounded)).toBe(0);
    expect(count("require-timeout", code('within(() => query("a"))'), unbounded)).toBe(0);
  });

  it("is a message, which a transaction can't take back", () => {
    const settings: Settings = {
      ...of("queue-publish"),
      transactionRunners: [{ module: "@acme/db", export: "inTransaction", driver: "pg" }],
    };
    const code = [
      'import { store } from "@acme/store";',
      'import { inTransaction } from "@acme/db";',
      "export async function pay() {",
      '  await inTransaction(async (tx) => { await store.send("paid"); });',
      "}",
    ].join("\n");
    expect(count("no-remote-call-in-transaction", code, settings)).toBe(1);
    expect(count("no-remote-call-in-transaction", code, of("queue-publish"))).toBe(0);
  });

  it("is tried several times, which a retry around it multiplies", () => {
    const again = { module: "@acme/retry", export: "again", work: 1, retries: 3 };
    const client = { module: "@acme/store", export: "store", methods: ["find"] };
    const code = [
      'import { store } from "@acme/store";',
      'import { again } from "@acme/retry";',
      'export const load = (id: string) => again("load", () => store.find(id));',
    ].join("\n");
    const with2 = { clients: [{ ...client, retries: 2 }], retryHelpers: [again] };
    expect(count("no-stacked-retry", code, with2)).toBe(1);
    expect(count("no-stacked-retry", code, { ...with2, retryHelpers: [] })).toBe(0);
    expect(count("no-stacked-retry", code, { ...with2, clients: [client] })).toBe(0);
  });

  it("repeats what can't be repeated, unless a key is sent", () => {
    const settings = (idempotencyKey: boolean): Settings => ({
      clients: [{ module: "@acme/pay", export: "charge", access: "write", idempotencyKey }],
      retryHelpers: [{ module: "@acme/retry", export: "again" }],
    });
    const code = [
      'import { charge } from "@acme/pay";',
      'import { again } from "@acme/retry";',
      "export const pay = (id: string) => again(() => charge(id));",
    ].join("\n");
    expect(count("no-unsafe-retry", code, settings(false))).toBe(1);
    expect(count("no-unsafe-retry", code, settings(true))).toBe(0);
  });
});

describe("a transaction runner", () => {
  const code = [
    'import { Pool } from "pg";',
    'import { inTransaction } from "@acme/db";',
    "const pool = new Pool();",
    "export async function pay() {",
    '  await inTransaction(async (tx) => { await pool.query("INSERT INTO payments DEFAULT VALUES"); });',
    "}",
  ].join("\n");
  const runner = { module: "@acme/db", export: "inTransaction", driver: "pg" };
  const reports = (settings: unknown): number =>
    lint("no-outer-client-in-transaction", { code, settings }).length;

  it("has a handle, past which nothing goes, unless its transaction is ambient", () => {
    expect(reports({ transactionRunners: [runner] })).toBe(1);
    expect(reports({ transactionRunners: [{ ...runner, ambient: true }] })).toBe(0);
    expect(reports({ transactionRunners: [{ ...runner, driver: "knex" }] })).toBe(0);
    expect(reports(undefined)).toBe(0);
  });
});

describe("a wrapper that limits how much runs at once", () => {
  const code = [
    'import { paced } from "@acme/pace";',
    "export async function all(ids: string[]) {",
    "  await Promise.all(ids.map((id) => paced(() => fetch(`https://a.test/${id}`))));",
    "}",
  ].join("\n");
  const limitBy = (settings: Settings): string | undefined => {
    const analysis = analyseSource("src/all.ts", code, undefined, projectFor("/project", settings));
    const sites = analysis.ok ? analysis.sites : [];
    const site = sites.find(({ kind }) => kind === "fan-out");
    const facts: { "concurrency-limit"?: { state: string } } = site?.mechanisms ?? {};
    return facts["concurrency-limit"]?.state;
  };

  it("is told from one that does not", () => {
    const paced = { module: "@acme/pace", export: "paced" };
    expect(limitBy({ wrappers: [{ ...paced, concurrencyLimit: false }] })).toBe("absent");
    expect(limitBy({ wrappers: [{ ...paced, concurrencyLimit: true }] })).not.toBe("absent");
    expect(limitBy({})).not.toBe("absent");
  });
});

describe("settings that are wrong", () => {
  const code = "export const load = async () => await fetch(url);\n";

  it.each([
    [{ client: [] }, 'settings.faultline has no setting "client"'],
    [{ clients: [{ export: "a" }] }, 'settings.faultline.clients[0] needs "module"'],
    ["all", "settings.faultline must be object"],
  ])("stop ESLint with one line: %j", (settings, line) => {
    expect(() => lint("require-timeout", { code, settings })).toThrow(line);
  });
});
