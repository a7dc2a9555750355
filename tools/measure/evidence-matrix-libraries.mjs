/**
 * How one library is used: `source` exports `connect`, and `ask`, which sends one statement over what it is handed. The
 * other members are code of the tests, where `db` is what `connect` gave.
 * @typedef {object} MatrixLibrary
 * @property {string} name the package
 * @property {string} engine the engine its tests meet
 * @property {Record<string, string>} dependencies what its project ships with
 * @property {string} source
 * @property {string} [schema] its Prisma schema
 * @property {string} [close] ends what `connect` opened
 * @property {boolean} [isClientMissing] true where nothing but an injected fake can run here
 * @property {readonly [module: string, factory: string]} [mock] `vi.mock`
 * @property {string} fake an object in the place of `db`
 * @property {string} [spy] replaces the method that `ask` calls
 * @property {string} [standIn] code that gives a `db` of pg-mem
 */

const POSTGRES = `{ host: "127.0.0.1", port: 5432, user: "postgres", password: "postgres", database: "test" }`;
const MYSQL = `{ host: "127.0.0.1", port: 3306, user: "root", database: "test" }`;
const NO_ROWS = "async () => ({ rows: [], rowCount: 0, fields: [], command: 'SELECT' })";
const FAKE_POOL = `class { query = ${NO_ROWS}; connect = async () => ({ query: ${NO_ROWS}, release() {} }); end = async () => undefined; on() { return this; } }`;
const PG_MOCK = `() => ({ Pool: ${FAKE_POOL}, default: { Pool: ${FAKE_POOL}, types: { builtins: {}, getTypeParser() {}, setTypeParser() {} } }, types: { builtins: {}, getTypeParser() {}, setTypeParser() {} } })`;
const STAND_IN_POOL = `new (newDb().adapters.createPg().Pool)()`;

/** @type {readonly MatrixLibrary[]} */
export const LIBRARIES = [
  {
    name: "pg",
    engine: "postgres",
    dependencies: { pg: "*" },
    source: `import pg from "pg";
export const connect = () => new pg.Pool(${POSTGRES});
export async function ask(db: pg.Pool) { return db.query("SELECT 1 AS one"); }`,
    close: "db.end()",
    mock: ["pg", PG_MOCK],
    fake: `{ query: ${NO_ROWS} }`,
    spy: `vi.spyOn(db, "query").mockImplementation(${NO_ROWS} as never)`,
    standIn: STAND_IN_POOL,
  },
  {
    name: "postgres",
    engine: "postgres",
    dependencies: { postgres: "*" },
    source: `import postgres from "postgres";
export const connect = () => postgres(${POSTGRES});
export async function ask(db: postgres.Sql) { return db.unsafe("SELECT 1 AS one"); }`,
    close: "db.end()",
    mock: [
      "postgres",
      `() => ({ default: () => ({ unsafe: async () => [], end: async () => undefined }) })`,
    ],
    fake: `{ unsafe: async () => [] }`,
    spy: `vi.spyOn(db, "unsafe").mockImplementation((async () => []) as never)`,
  },
  {
    name: "mysql2",
    engine: "mysql",
    dependencies: { mysql2: "*" },
    source: `import mysql from "mysql2/promise";
export const connect = () => mysql.createPool(${MYSQL});
export async function ask(db: mysql.Pool) { return db.query("SELECT 1 AS one"); }`,
    close: "db.end()",
    mock: [
      "mysql2/promise",
      `() => ({ default: { createPool: () => ({ query: async () => [[]], end: async () => undefined }) } })`,
    ],
    fake: `{ query: async () => [[]] }`,
    spy: `vi.spyOn(db, "query").mockImplementation((async () => [[]]) as never)`,
  },
  {
    name: "better-sqlite3",
    engine: "sqlite",
    dependencies: { "better-sqlite3": "*" },
    source: `import Database from "better-sqlite3";
export const connect = () => new Database(":memory:");
export async function ask(db: Database.Database) { return db.prepare("SELECT 1 AS one").all(); }`,
    close: "db.close()",
    mock: [
      "better-sqlite3",
      `() => ({ default: class { prepare() { return { all: () => [] }; } close() {} } })`,
    ],
    fake: `{ prepare: () => ({ all: () => [] }) }`,
    spy: `vi.spyOn(db, "prepare").mockReturnValue({ all: () => [] } as never)`,
  },
  {
    name: "@electric-sql/pglite",
    engine: "postgres",
    dependencies: { "@electric-sql/pglite": "*" },
    source: `import { PGlite } from "@electric-sql/pglite";
export const connect = () => new PGlite();
export async function ask(db: PGlite) { return db.query("SELECT 1 AS one"); }`,
    close: "db.close()",
    mock: [
      "@electric-sql/pglite",
      `() => ({ PGlite: class { query = ${NO_ROWS}; close = async () => undefined; } })`,
    ],
    fake: `{ query: ${NO_ROWS} }`,
  },
  {
    name: "ioredis",
    engine: "redis",
    dependencies: { ioredis: "*" },
    source: `import { Redis } from "ioredis";
export const connect = () => new Redis({ host: "127.0.0.1", port: 6379 });
export async function ask(db: Redis) { return db.get("faultline-matrix"); }`,
    close: "db.quit()",
    mock: [
      "ioredis",
      `() => ({ Redis: class { get = async () => null; quit = async () => "OK"; } })`,
    ],
    fake: `{ get: async () => null }`,
    spy: `vi.spyOn(db, "get").mockImplementation((async () => null) as never)`,
  },
  {
    name: "redis",
    engine: "redis",
    dependencies: { redis: "*" },
    source: `import { createClient } from "redis";
export const connect = async () => createClient({ url: "redis://127.0.0.1:6379" }).connect();
export async function ask(db: ReturnType<typeof createClient>) { return db.get("faultline-matrix"); }`,
    close: "db.close()",
    mock: [
      "redis",
      `() => ({ createClient: () => ({ async connect() { return this; }, get: async () => null, async close() {} }) })`,
    ],
    fake: `{ get: async () => null }`,
    spy: `vi.spyOn(db, "get").mockImplementation((async () => null) as never)`,
  },
  {
    name: "@prisma/client",
    engine: "postgres",
    dependencies: { "@prisma/client": "*" },
    schema: `datasource db {\n  provider = "postgresql"\n}\n`,
    isClientMissing: true,
    source: `import type { PrismaClient } from "@prisma/client";
export async function ask(db: PrismaClient) { return db.user.findMany({ take: 1 }); }`,
    fake: `{ user: { findMany: async () => [] } }`,
  },
  {
    name: "knex",
    engine: "postgres",
    dependencies: { knex: "*", pg: "*" },
    source: `import knex from "knex";
import type { Knex } from "knex";
export const connect = () => knex({ client: "pg", connection: ${POSTGRES} });
export async function ask(db: Knex) { return db.select("typname").from("pg_type").limit(1); }`,
    close: "db.destroy()",
    mock: [
      "knex",
      `() => ({ default: () => ({ select: () => ({ from: () => ({ limit: async () => [] }) }), destroy: async () => undefined }) })`,
    ],
    fake: `{ select: () => ({ from: () => ({ limit: async () => [] }) }) }`,
    spy: `vi.spyOn(db, "select").mockReturnValue({ from: () => ({ limit: async () => [] }) } as never)`,
    standIn: `(() => { const db = newDb(); db.public.none("create table pg_type (typname text)"); return db.adapters.createKnex(); })()`,
  },
  {
    name: "drizzle-orm",
    engine: "postgres",
    dependencies: { "drizzle-orm": "*", pg: "*" },
    source: `import pg from "pg";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { NodePgDatabase } from "drizzle-orm/node-postgres";
export const connect = () => drizzle(new pg.Pool(${POSTGRES}));
export async function ask(db: NodePgDatabase) { return db.execute(sql\`SELECT 1 AS one\`); }`,
    close: "db.$client.end()",
    mock: ["pg", PG_MOCK],
    fake: `{ execute: ${NO_ROWS} }`,
    spy: `vi.spyOn(db, "execute").mockImplementation(${NO_ROWS} as never)`,
  },
  {
    name: "typeorm",
    engine: "postgres",
    dependencies: { typeorm: "*", pg: "*" },
    source: `import "reflect-metadata";
import { DataSource } from "typeorm";
const { user: username, ...place } = ${POSTGRES};
export const connect = () => new DataSource({ type: "postgres", username, ...place }).initialize();
export async function ask(db: DataSource) { return db.query("SELECT 1 AS one"); }`,
    close: "db.destroy()",
    mock: [
      "typeorm",
      `() => ({ DataSource: class { async initialize() { return this; } query = async () => []; async destroy() {} } })`,
    ],
    fake: `{ query: async () => [] }`,
    spy: `vi.spyOn(db, "query").mockImplementation((async () => []) as never)`,
  },
  {
    name: "sequelize",
    engine: "postgres",
    dependencies: { sequelize: "*", pg: "*" },
    source: `import { Sequelize } from "sequelize";
const { user: username, ...place } = ${POSTGRES};
export const connect = () => new Sequelize({ dialect: "postgres", logging: false, username, ...place });
export async function ask(db: Sequelize) { return db.query("SELECT 1 AS one"); }`,
    close: "db.close()",
    mock: [
      "sequelize",
      `() => ({ Sequelize: class { query = async () => [[]]; async close() {} } })`,
    ],
    fake: `{ query: async () => [[]] }`,
    spy: `vi.spyOn(db, "query").mockImplementation((async () => [[]]) as never)`,
  },
  {
    name: "kysely",
    engine: "postgres",
    dependencies: { kysely: "*", pg: "*" },
    source: `import pg from "pg";
import { Kysely, PostgresDialect } from "kysely";
export interface Tables { pg_type: { typname: string } }
export const connect = () => new Kysely<Tables>({ dialect: new PostgresDialect({ pool: new pg.Pool(${POSTGRES}) }) });
export async function ask(db: Kysely<Tables>) { return db.selectFrom("pg_type").select("typname").limit(1).execute(); }`,
    close: "db.destroy()",
    mock: ["pg", PG_MOCK],
    fake: `{ selectFrom: () => ({ select: () => ({ limit: () => ({ execute: async () => [] }) }) }) }`,
    spy: `vi.spyOn(db, "selectFrom").mockReturnValue({ select: () => ({ limit: () => ({ execute: async () => [] }) }) } as never)`,
  },
  {
    name: "mongoose",
    engine: "mongodb",
    dependencies: { mongoose: "*" },
    isClientMissing: true,
    source: `import type { Model } from "mongoose";
export async function ask(db: Model<{ name: string }>) { return db.find({}).limit(1); }`,
    fake: `{ find: () => ({ limit: async () => [] }) }`,
  },
  {
    name: "knex on SQLite",
    engine: "sqlite",
    dependencies: { knex: "*", "better-sqlite3": "*" },
    source: `import knex from "knex";
import type { Knex } from "knex";
export const connect = () => knex({ client: "better-sqlite3", connection: ":memory:", useNullAsDefault: true });
export async function ask(db: Knex) { return db.select("name").from("sqlite_master").limit(1); }`,
    close: "db.destroy()",
    fake: `{ select: () => ({ from: () => ({ limit: async () => [] }) }) }`,
  },
];

/** A library over another engine's driver in tests: what production talks to is imitated. */
export const SQLITE_IN_PLACE = {
  name: "knex on SQLite in place of Postgres",
  engine: "postgres",
  dependencies: { knex: "*", pg: "*" },
  source: `import type { Knex } from "knex";
export async function ask(db: Knex) { return db.select("name").from("sqlite_master").limit(1); }`,
  fake: `{ select: () => ({ from: () => ({ limit: async () => [] }) }) }`,
  standIn: `knex({ client: "better-sqlite3", connection: ":memory:", useNullAsDefault: true })`,
};
