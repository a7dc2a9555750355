import type { FastifyBaseLogger } from "fastify";
import pg from "pg";
import type { DatabaseConfig } from "./config.js";

export function createPool(config: DatabaseConfig, log: FastifyBaseLogger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.maxConnections,
    connectionTimeoutMillis: config.connectTimeoutMs,
    statement_timeout: config.statementTimeoutMs,
    query_timeout: config.queryTimeoutMs,
    idleTimeoutMillis: 30_000,
  });
  pool.on("error", (err) => {
    log.error({ err }, "idle database connection removed from the pool");
  });
  // The pool listens to idle connections only: one lost in mid-transaction would end the process.
  pool.on("connect", (client) => {
    client.on("error", (err) => {
      log.error({ err }, "database connection lost");
    });
  });
  return pool;
}

export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that cannot even roll back must not return to the pool.
    await client.query("ROLLBACK").catch((rollbackError: Error) => {
      broken = rollbackError;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
