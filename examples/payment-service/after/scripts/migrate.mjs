import { readdir, readFile } from "node:fs/promises";
import { argv, env } from "node:process";
import { fileURLToPath } from "node:url";
import pg from "pg";

const migrations = new URL("../migrations/", import.meta.url);

/**
 * Applies every migration that the database does not have yet, all or none.
 * @param {string | undefined} connectionString
 */
export async function migrate(connectionString) {
  if (!connectionString) throw new Error("DATABASE_URL must be set");
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query("BEGIN");
    // Two roll-outs at once must not both apply a migration.
    await client.query("SELECT pg_advisory_xact_lock(20240501)");
    await client.query("CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY)");
    const { rows } = await client.query("SELECT name FROM schema_migrations");
    const applied = new Set(rows.map((row) => row.name));
    const files = (await readdir(migrations)).filter((name) => name.endsWith(".up.sql")).sort();
    for (const name of files.filter((file) => !applied.has(file))) {
      await client.query(await readFile(new URL(name, migrations), "utf8"));
      await client.query("INSERT INTO schema_migrations (name) VALUES ($1)", [name]);
    }
    await client.query("COMMIT");
  } finally {
    // Closing the connection rolls back whatever was not committed.
    await client.end();
  }
}

if (argv[1] === fileURLToPath(import.meta.url)) await migrate(env.DATABASE_URL);
