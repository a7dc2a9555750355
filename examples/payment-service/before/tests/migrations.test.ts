import { readFile } from "node:fs/promises";
import type { PoolClient } from "pg";
import { expect, inject, test } from "vitest";
import { migrate } from "../scripts/migrate.mjs";
import { startService } from "./support/service.js";

test("applies each migration once", async () => {
  await migrate(inject("databaseUrl"));

  const { pool } = await startService();
  const { rows } = await pool.query("SELECT name FROM schema_migrations ORDER BY name");
  expect(rows).toEqual([{ name: "0001_init.up.sql" }]);
});

test("takes its tables away again", async () => {
  const { pool } = await startService();
  const client = await pool.connect();
  try {
    // A schema that only this transaction sees, and never commits.
    await client.query("BEGIN; CREATE SCHEMA scratch; SET LOCAL search_path TO scratch");
    await client.query(await migration("0001_init.up.sql"));
    expect(await tables(client)).toEqual(["accounts", "ledger_entries", "payments"]);

    await client.query(await migration("0001_init.down.sql"));
    expect(await tables(client)).toEqual([]);
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
});

function migration(name: string): Promise<string> {
  return readFile(new URL(`../migrations/${name}`, import.meta.url), "utf8");
}

async function tables(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'scratch' ORDER BY tablename`,
  );
  return rows.map((row) => row.tablename);
}
