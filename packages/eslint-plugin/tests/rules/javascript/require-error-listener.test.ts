import { testRule } from "../../harness/test-rule.js";

const PG = `import { Pool, Client } from "pg";\n`;

testRule("require-error-listener", {
  reports: {
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
  },
  silent: {
    "a listener": `${PG}const pool = new Pool();
pool.on("error", (error) => console.error(error));
`,
    "a listener by another method": `${PG}const pool = new Pool();
pool.addListener("error", console.error);
`,
    "a listener attached at once": `${PG}const pool = new Pool().on("error", console.error);
pool.query("SELECT 1");
`,
    "a listener at the end of a chain": `${PG}const pool = new Pool();
pool.on("connect", () => {}).on("error", console.error);
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
    "an exported pool, which another file may listen to": `${PG}export const pool = new Pool();\n`,
    "a pool that is exported later": `${PG}const pool = new Pool();\nexport { pool };\n`,
    "a pool in module.exports": `const { Pool } = require("pg");
const pool = new Pool();
module.exports = { pool };
`,
    "a pool handed to a function that may listen": `${PG}const pool = new Pool();\nobserve(pool);\n`,
    "a pool that a factory returns": `${PG}export function createPool() {
  return new Pool();
}
`,
    "a pool in an object": `${PG}export const clients = { pool: new Pool() };\n`,
    "a pool of another package": `import { Pool } from "generic-pool";
const pool = new Pool();
pool.acquire("pg");
`,
    "an injected pool": `import type { Pool } from "pg";
export const ping = (pool: Pool) => pool.query("SELECT 1");
`,
  },
});
