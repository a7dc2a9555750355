import { testRule } from "../../harness/test-rule.js";

const PG = `import { Pool } from "pg";
const pool = new Pool();
`;

testRule("require-release", {
  reports: {
    "an error that skips the release": `${PG}export async function read() {
  const client = await pool.connect();
  await client.query("SELECT 1");
  client.release();
}
`,
    "an early return": `${PG}export async function read(id) {
  const client = await pool.connect();
  try {
    if (!id) return;
    await client.query("SELECT 1");
    client.release();
  } catch (error) {
    client.release();
    throw error;
  }
}
`,
    "a connection that nothing releases": `${PG}export async function read() {
  const client = await pool.connect();
  await client.query("SELECT 1");
}
`,
    "a catch that returns without it": `${PG}export async function read() {
  const client = await pool.connect();
  try {
    await client.query("SELECT 1");
    client.release();
  } catch (error) {
    return undefined;
  }
}
`,
    "a pool of another file": {
      code: `import mysql from "mysql2/promise";
const pool = mysql.createPool({});
export async function read() {
  const connection = await pool.getConnection();
  await connection.query("SELECT 1");
  connection.release();
}
`,
    },
    "a query runner": `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres" });
export async function read() {
  const runner = source.createQueryRunner();
  await runner.query("SELECT 1");
  await runner.release();
}
`,
  },
  silent: {
    "a release in finally": `${PG}export async function read() {
  const client = await pool.connect();
  try {
    await client.query("SELECT 1");
  } finally {
    client.release();
  }
}
`,
    "a connection that was taken inside the try": `${PG}export async function read(id) {
  let client;
  try {
    client = await pool.connect();
    if (!id) return;
    await client.query("SELECT 1");
  } finally {
    if (client) client.release();
  }
}
`,
    "a connection that is given to the caller": `${PG}export async function take() {
  const client = await pool.connect();
  await client.query("SELECT 1");
  return client;
}
`,
    "a release in both ways": `${PG}export async function read() {
  const client = await pool.connect();
  try {
    await client.query("SELECT 1");
    client.release();
  } catch (error) {
    client.release(error);
    throw error;
  }
}
`,
    "a release behind the promise": `${PG}export async function read() {
  const client = await pool.connect();
  return await client.query("SELECT 1").finally(() => client.release());
}
`,
    "a release in another function of the project": `${PG}import { withDone } from "./done.js";
export async function read() {
  const client = await pool.connect();
  await withDone(client);
}
`,
    "a release that a callback makes": `${PG}export async function stream(response) {
  const client = await pool.connect();
  response.on("close", () => client.release());
  await client.query("SELECT 1");
}
`,
    "a flag that tells whether it is held": `${PG}export async function read(wanted) {
  const client = await pool.connect();
  let released = false;
  try {
    if (wanted) {
      client.release();
      released = true;
    }
    await client.query("SELECT 1");
  } finally {
    if (!released) client.release();
  }
}
`,
    "a field of a class": `${PG}export class Session {
  async open() {
    this.client = await pool.connect();
    await this.client.query("SELECT 1");
  }
}
`,
    "a pool that is no pool of a database": `import { Pool } from "./pool.js";
const pool = new Pool();
export async function read() {
  const client = await pool.connect();
  await client.query("SELECT 1");
}
`,
    "a query runner whose transaction is opened before the try": `import { DataSource } from "typeorm";
const source = new DataSource({ type: "postgres" });
export async function read() {
  const runner = source.createQueryRunner();
  await runner.connect();
  await runner.startTransaction();
  try {
    await runner.query("SELECT 1");
  } finally {
    await runner.release();
  }
}
`,
  },
});
