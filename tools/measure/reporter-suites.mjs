import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "./measuring-place.mjs";

/** @typedef {{ title: string, root: string }} Suite */

const SERVICES = 20;
const TEST_FILES = 40;
const TESTS_A_FILE = 10;

/**
 * 400 tests, each of which asks a server in its process over HTTP, which asks PostgreSQL over the wire.
 * @param {string} cache
 * @param {string} databaseUrl
 * @returns {Suite}
 */
export function servingSuite(cache, databaseUrl) {
  const services = numbers(SERVICES).map((index) => [`src/orders-${index}.ts`, orders(index)]);
  const tests = numbers(TEST_FILES).map((index) => [
    `tests/orders-${index}.test.ts`,
    ordersTest(index),
  ]);
  const database = [["src/database.ts", databaseSource(databaseUrl)]];
  return {
    title: "400 tests over HTTP and PostgreSQL",
    root: written(join(cache, "reporter-serving"), [...database, ...services, ...tests]),
  };
}

/**
 * 5000 tests of pure functions, in 50 files.
 * @param {string} cache
 * @returns {Suite}
 */
export function tinySuite(cache) {
  const sources = numbers(50).map((index) => [`src/money-${index}.ts`, money(index)]);
  const tests = numbers(50).map((index) => [`tests/money-${index}.test.ts`, moneyTest(index)]);
  return {
    title: "5000 tests of pure functions",
    root: written(join(cache, "reporter-tiny"), [...sources, ...tests]),
  };
}

function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}

function written(root, files) {
  rmSync(root, { recursive: true, force: true });
  for (const [name, text] of [["package.json", PACKAGE], ["vitest.config.js", CONFIG], ...files]) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  installInto(join(root, "node_modules"));
  return root;
}

/** As a user has it: what is below `node_modules` is loaded by Node itself, and not by Vite. */
function installInto(folder) {
  const own = join(folder, "@faultline");
  mkdirSync(own, { recursive: true });
  for (const name of ["contract", "analysis", "test-reporter"])
    for (const part of ["package.json", "dist"])
      cpSync(join(ROOT, "packages", name, part), join(own, name, part), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules")))
    if (!name.startsWith(".") && name !== "@faultline")
      symlinkSync(join(ROOT, "node_modules", name), join(folder, name), "dir");
}

const PACKAGE = `{ "name": "measured", "private": true, "type": "module" }\n`;

// Reports of the user's own are left out, so that what is added stands out the most.
const CONFIG = `export default {
  test: { coverage: { include: ["src/**"], reporter: [] } },
};
`;

function databaseSource(url) {
  return `import { Pool } from "pg";

export const pool = new Pool({
  connectionString: ${JSON.stringify(url)},
  max: 4,
  connectionTimeoutMillis: 5000,
  statement_timeout: 5000,
});
pool.on("error", (error) => {
  console.error("idle connection", error);
});
`;
}

function orders(index) {
  const name = String(index);
  return `import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pool } from "./database.js";

interface Order${name} {
  readonly id: number;
  readonly total: number;
}

export class OrderFailed${name} extends Error {}

async function read(id: number): Promise<Order${name} | undefined> {
  try {
    const { rows } = await pool.query("SELECT $1::int AS id, $1::int * ${String(index + 2)} AS total", [id]);
    return rows[0] as Order${name} | undefined;
  } catch (error) {
    console.error("order ${name} could not be read", error);
    throw new OrderFailed${name}("read", { cause: error });
  }
}

async function book(id: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT $1::int", [id]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

async function rate(url: string): Promise<number> {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
      if (response.ok) return Number(await response.text());
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * Math.random()));
    }
  }
  return 1;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
  if (pathname === "/rate") {
    response.end(String(await rate(searchParams.get("from") ?? "")));
    return;
  }
  const id = Number(pathname.slice(1));
  if (Number.isNaN(id)) {
    response.writeHead(400).end("no id");
    return;
  }
  if (request.method === "POST") await book(id);
  const order = await read(id);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(order));
}

export function serve(): Server {
  return createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error("request failed", error);
      response.writeHead(500).end();
    });
  });
}
`;
}

function ordersTest(index) {
  const source = String(index % SERVICES);
  const factor = (index % SERVICES) + 2;
  const tests = numbers(TESTS_A_FILE).map((test) => {
    const id = index * TESTS_A_FILE + test;
    const method = test % 2 === 0 ? "GET" : "POST";
    return `
it("answers ${method} ${String(id)}", async () => {
  const response = await fetch(\`\${address}/${String(id)}\`, { method: "${method}" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ id: ${String(id)}, total: ${String(id * factor)} });
});
`;
  });
  return `import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pool } from "../src/database.js";
import { serve } from "../src/orders-${source}.js";

const server = serve();
let address = "";
beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  address = \`http://127.0.0.1:\${String((server.address() as AddressInfo).port)}\`;
});
afterAll(async () => {
  server.close();
  await pool.end();
});
${tests.join("")}`;
}

function money(index) {
  return `export interface Money {
  readonly amount: number;
  readonly currency: string;
}

export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new Error("two currencies");
  return { amount: a.amount + b.amount + ${String(index)}, currency: a.currency };
}

export function parse(text: string): Money | undefined {
  try {
    const { amount, currency } = JSON.parse(text) as Money;
    return { amount, currency };
  } catch (error) {
    console.debug("not money", error);
    return undefined;
  }
}

export function format({ amount, currency }: Money): string {
  return \`\${amount.toFixed(2)} \${currency}\`;
}
`;
}

function moneyTest(index) {
  const tests = numbers(100).map((test) => {
    const value = String(test);
    if (test % 3 === 0)
      return `it("adds ${value}", () => {
  expect(add({ amount: ${value}, currency: "EUR" }, { amount: 1, currency: "EUR" }).amount).toBe(${String(test + 1 + index)});
});`;
    if (test % 3 === 1)
      return `it("parses ${value}", () => {
  expect(parse('{"amount":${value},"currency":"EUR"}')).toEqual({ amount: ${value}, currency: "EUR" });
});`;
    return `it("formats ${value}", () => {
  expect(format({ amount: ${value}, currency: "EUR" })).toBe("${value}.00 EUR");
});`;
  });
  return `import { expect, it } from "vitest";
import { add, format, parse } from "../src/money-${String(index)}.js";

${tests.join("\n\n")}
`;
}
