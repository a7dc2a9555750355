import { analyseSource, projectFor } from "@faultline/analysis";
import type { Settings } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { lint } from "./harness/lint.js";

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

describe("an ambient transaction runner", () => {
  const code = [
    'import { PrismaClient } from "@prisma/client";',
    'import { inTransaction } from "@acme/db";',
    "const prisma = new PrismaClient();",
    "export async function order(userName: string) {",
    "  await inTransaction(async () => {",
    "    const user = await prisma.user.create({ data: { userName } });",
    "    await prisma.order.create({ data: { userId: user.id } });",
    "  });",
    "}",
  ].join("\n");
  const runner = { module: "@acme/db", export: "inTransaction", driver: "@prisma/client" };

  it("holds writes together that belong together", () => {
    const settings = { transactionRunners: [{ ...runner, ambient: true }] };
    expect(lint("require-transaction", { code }).length).toBe(1);
    expect(lint("require-transaction", { code, settings }).length).toBe(0);
    expect(lint("no-outer-client-in-transaction", { code, settings }).length).toBe(0);
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

describe("a context provider", () => {
  const code = (module: string): string =>
    [
      `import { withId } from "${module}";`,
      'import fastify from "fastify";',
      'import pino from "pino";',
      "const logger = pino(withId);",
      "const app = fastify();",
      'app.get("/orders", async () => { logger.info({ a: 1 }, "read"); return []; });',
    ].join("\n");
  const reports = (module: string, settings: unknown): number =>
    lint("require-log-context", { code: code(module), options: [{ full: true }], settings }).length;
  const provider = (module: string, name: string): Settings => ({
    contextProviders: [{ module, export: name }],
  });

  it("is imported as a package, or as a file by whatever path", () => {
    expect(reports("@acme/context", provider("@acme/context", "withId"))).toBe(0);
    expect(reports("../logging/context.js", provider("./src/logging/context.ts", "withId"))).toBe(
      0,
    );
  });

  it("is not there where another module or name is imported", () => {
    expect(reports("@acme/other", provider("@acme/context", "withId"))).toBe(1);
    expect(reports("@acme/context", provider("@acme/context", "withTrace"))).toBe(1);
    expect(reports("@acme/context", undefined)).toBe(1);
  });
});
