import { testRule } from "../../harness/test-rule.js";

testRule("require-pool-limits", {
  reports: {
    "a pool that nobody sized": `import { Pool } from "pg";
export const pool = new Pool({ statement_timeout: 10_000 });
`,
    "a pool of MySQL that nobody sized": `import mysql from "mysql2/promise";
export const pool = mysql.createPool({ uri: "mysql://localhost/app" });
`,
    "a client for each call": `import { PrismaClient } from "@prisma/client";
export async function count() {
  const prisma = new PrismaClient();
  return await prisma.user.count();
}
`,
    "a client of a class of the project for each call": `import { PrismaClient } from "@prisma/client";
class Database extends PrismaClient {}
export async function count() {
  const database = new Database();
  return await database.user.count();
}
`,
    "an error that skips the close": `import mysql from "mysql2/promise";
export async function check(host) {
  const connection = await mysql.createConnection({ host });
  await connection.query("SELECT 1");
  await connection.end();
}
`,
    "a pool for each call": `import { Pool } from "pg";
export async function check(connectionString) {
  const pool = new Pool({ connectionString, max: 1 });
  await pool.query("SELECT 1");
}
`,
    "a mongo client that an error leaves open": `import { MongoClient } from "mongodb";
export async function check(url) {
  const client = await MongoClient.connect(url);
  await client.db().command({ ping: 1 });
  await client.close();
}
`,
    "the pool of the module, opened with what each caller passes": `import sql from "mssql";
export const check = (url) => sql.connect(url).then((pool) => pool.request().query("SELECT 1"));
`,
    "a pool for each call, beside another export that ends the process": `import { Pool } from "pg";
export async function check(connectionString) {
  const pool = new Pool({ connectionString, max: 1 });
  await pool.query("SELECT 1");
}
export function stop(code) {
  process.exit(code);
}
`,
  },
  silent: {
    "a pool of a command that ends the process": `import { Pool } from "pg";
export async function check(connectionString) {
  const pool = new Pool({ connectionString, max: 1 });
  await pool.query("SELECT 1");
}
check(process.argv[2]).then(() => process.exit(0));
`,
    "the pool of the module, closed again": `import sql from "mssql";
export const check = (url) =>
  sql.connect(url).then((pool) => pool.request().query("SELECT 1")).finally(() => sql.close());
`,
    "the pool of the module, opened with its own settings": `import sql from "mssql";
const settings = { server: "localhost" };
export const check = () => sql.connect(settings).then((pool) => pool.query("SELECT 1"));
`,
    "the pool of the module, kept": `import sql from "mssql";
let shared;
export async function connect(url) {
  shared = await sql.connect(url);
}
`,
    "a pool with a size": `import { Pool } from "pg";
export const pool = new Pool({ max: 20 });
`,
    "a pool with a bounded wait": `import { Pool } from "pg";
export const pool = new Pool({ connectionTimeoutMillis: 5_000 });
`,
    "options of another file": `import { Pool } from "pg";
import { options } from "./options.js";
export const pool = new Pool(options);
`,
    "a client of the module": `import { PrismaClient } from "@prisma/client";
const prisma = new PrismaClient();
export const count = () => prisma.user.count();
`,
    "a client that is closed on every way": `import { PrismaClient } from "@prisma/client";
export async function count() {
  const prisma = new PrismaClient();
  try {
    return await prisma.user.count();
  } finally {
    await prisma.$disconnect();
  }
}
`,
    "a client that the function gives away": `import { PrismaClient } from "@prisma/client";
export async function connect() {
  const prisma = new PrismaClient();
  await prisma.$connect();
  return prisma;
}
`,
    "a client that is kept": `import { MongoClient } from "mongodb";
let shared;
export async function connect(url) {
  const client = new MongoClient(url);
  await client.connect();
  shared = client;
}
`,
    "a client of a command": `import { Client } from "pg";
async function main() {
  const client = new Client();
  await client.connect();
  await client.query("SELECT 1");
  await client.end();
}
main();
`,
    "a connection that fails to open": `import { Client } from "pg";
export async function check() {
  const client = new Client();
  await client.connect();
  await client.end();
}
`,
    "a client that an adapter keeps": `import { Pool } from "pg";
import { Adapter } from "./adapter.js";
export function database(connectionString) {
  const pool = new Pool({ connectionString, max: 5 });
  return new Adapter(pool);
}
`,
  },
});
