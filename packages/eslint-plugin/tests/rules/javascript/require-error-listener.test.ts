import { testRule } from "../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";\n`;

testRule("require-error-listener", {
  reports: {
    "a connection of tedious": `import { Connection } from "tedious";
const connection = new Connection({ server: "localhost" });
connection.connect();
`,
    "a connection of mysql2 that stays open": `import mysql from "mysql2/promise";
export async function check(host: string) {
  const connection = await mysql.createConnection({ host });
  await connection.execute("SELECT 1");
}
`,
    "a pool that nothing listens to": `${PG}const pool = new Pool();
pool.query("SELECT 1");
`,
    "a client that nothing listens to": `${PG}export async function migrate() {
  const client = new Client();
  await client.connect();
  await client.query("CREATE TABLE entries ()");
}
`,
    "a listener for other events only": `${PG}const pool = new Pool();
pool.on("connect", () => {}).on("remove", () => {});
`,
    "a listener on another instance": `${PG}const reads = new Pool();
const writes = new Pool();
writes.on("error", console.error);
reads.query("SELECT 1");
`,
    "a required pool": `const { Pool: PgPool } = require("pg");
const pool = new PgPool();
pool.query("SELECT 1");
`,
    "the class that pg-pool exports": `import Pool from "pg-pool";
const pool = new Pool();
pool.query("SELECT 1");
`,
    "an exported pool that no file of the package listens to": `${PG}export const entriesPool = new Pool();
`,
    "a pool in module.exports": `const { Pool } = require("pg");
const entriesPool = new Pool();
module.exports = { entriesPool };
`,
    "a pool that a factory returns": `${PG}export function createEntriesPool() {
  return new Pool();
}
`,
    "one of several values of a variable": `${PG}export async function load(url: string | undefined) {
  let pool: Pool;
  if (url) pool = new Pool({ connectionString: url });
  else pool = new Pool();
  await migrate(pool);
}
async function migrate(pool: Pool) {
  await pool.query("CREATE TABLE entries ()");
}
`,
    "a pool that a query builder runs on": `${PG}import { drizzle } from "drizzle-orm/node-postgres";
const entriesPool = new Pool();
export const entries = drizzle({ client: entriesPool });
`,
    "a class that extends a client": `import Redis from "ioredis";
export class EntriesRedis extends Redis {
  constructor() {
    super(process.env.REDIS_URL);
    this.setMaxListeners(100);
  }
}
`,
    "a static field": `import { Queue } from "bullmq";
export class EntriesQueue {
  private static instance: Queue | null = null;
  static open(connection: object | undefined) {
    EntriesQueue.instance = connection ? new Queue("entries", { connection }) : null;
    return EntriesQueue.instance;
  }
}
`,
    "a stream whose pipe hands on no errors": `import { createReadStream } from "node:fs";
import type { Response } from "express";
export const send = (path: string, response: Response) => {
  createReadStream(path).pipe(response);
};
`,
    "a listener on the destination of a pipe only": `import fs from "node:fs";
export function copy(from: string, to: string, done: () => void) {
  fs.createReadStream(from).pipe(fs.createWriteStream(to)).on("error", done).on("finish", done);
}
`,
    "a listener on the source of a pipe only": `import fs from "node:fs";
export function copy(from: string, to: string, done: () => void) {
  const target = fs.createWriteStream(to);
  fs.createReadStream(from).on("error", done).pipe(target);
}
`,
  },
  silent: {
    "a connection of tedious that is listened to": `import { Connection } from "tedious";
const connection = new Connection({ server: "localhost" });
connection.on("error", (error) => console.error(error));
`,
    "a connection of mysql2 that its maker ends": `import mysql from "mysql2/promise";
export async function check(host: string) {
  const connection = await mysql.createConnection({ host });
  await connection.execute("SELECT 1");
  connection.end();
}
`,
    "a listener": `${PG}const pool = new Pool();
pool.on("error", (error) => console.error(error));
`,
    "a listener by another method": `${PG}const pool = new Pool();
pool.addListener("error", console.error);
`,
    "a listener attached at once": `${PG}const pool = new Pool().on("error", console.error);
pool.query("SELECT 1");
`,
    "a listener after the first of a chain was attached at once": `${PG}const pool = new Pool().on("connect", () => {});
pool.on("error", console.error);
`,
    "a listener attached later, in a function": `${PG}const pool = new Pool();
export function start() {
  pool.on("error", console.error);
}
`,
    "an event name in a constant": `${PG}const FAILED = "error";
const pool = new Pool();
pool.on(FAILED, console.error);
`,
    "a field with a listener in the constructor": `${PG}export class Database {
  readonly #pool = new Pool();
  constructor() {
    this.#pool.on("error", console.error);
  }
}
`,
    "a field that is assigned and listened to": `${PG}export class Database {
  private readonly pool: Pool;
  constructor() {
    this.pool = new Pool();
    this.pool.on("error", this.report.bind(this));
  }
  report(error: Error) {}
}
`,
    "a pool handed to a function that may listen": `${PG}const pool = new Pool();\nobserve(pool);\n`,
    "a listener in the project's own function": `${PG}const pool = new Pool();
watch(pool);
function watch(emitter: Pool) {
  emitter.on("error", console.error);
}
`,
    "a listener after one of several values": `${PG}let pool: Pool | undefined;
export function open(url: string | undefined) {
  pool = url ? new Pool({ connectionString: url }) : undefined;
  pool?.on("error", console.error);
  return pool;
}
`,
    "a class that listens to itself": `import Redis from "ioredis";
export class EntriesRedis extends Redis {
  constructor() {
    super(process.env.REDIS_URL);
    this.on("error", console.error);
  }
}
`,
    "a static field with a listener": `import { Queue } from "bullmq";
export class EntriesQueue {
  private static instance: Queue | null = null;
  static open(connection: object | undefined) {
    EntriesQueue.instance = connection ? new Queue("entries", { connection }) : null;
    EntriesQueue.instance?.on("error", console.error);
    return EntriesQueue.instance;
  }
}
`,
    "a part of what a function of the file returns": `${PG}function open() {
  const pool = new Pool();
  return { pool };
}
const { pool } = open();
pool.on("error", console.error);
`,
    "an event that is worked out": `${PG}const pool = new Pool();
for (const event of ["error", "connect"]) pool.on(event, console.error);
`,
    "streams that pipeline joins": `import fs from "node:fs";
import { pipeline } from "node:stream/promises";
export const copy = (from: string, to: string) =>
  pipeline(fs.createReadStream(from), fs.createWriteStream(to));
`,
    "a stream that is read by for await": `import fs from "node:fs";
export async function size(path: string) {
  let bytes = 0;
  for await (const chunk of fs.createReadStream(path)) bytes += chunk.length;
  return bytes;
}
`,
    "a stream that becomes a response's body": `import fs from "node:fs";
import type { Context } from "koa";
export const show = (context: Context, path: string) => {
  context.body = fs.createReadStream(path);
};
`,
    "a stream that is returned": `import fs from "node:fs";
export const open = (path: string) => fs.createReadStream(path);
`,
    "a pool of another package": `import { Pool } from "generic-pool";
const pool = new Pool();
pool.acquire("pg");
`,
    "an injected pool": `import type { Pool } from "pg";
export const ping = (pool: Pool) => pool.query("SELECT 1");
`,
  },
});
