import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { expect, test, vi } from "vitest";
import { inTransaction } from "../src/database.js";
import { closedPort } from "./support/closed-port.js";
import { startDatabaseProxy } from "./support/database-proxy.js";
import { paymentOf, postPayment } from "./support/payments.js";
import { startService } from "./support/service.js";

test("logs an idle connection that failed, and goes on", async () => {
  const { pool, logs } = await startService();

  pool.emit("error", new Error("terminating connection"), await idleClient(pool));

  expect(logs).toContainEqual(
    expect.objectContaining({
      level: 50,
      msg: "idle database connection removed from the pool",
      err: expect.objectContaining({ message: "terminating connection" }),
    }),
  );
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("survives a connection lost in mid-transaction", async () => {
  const proxy = await startDatabaseProxy();
  const { pool, logs } = await startService({ database: { url: proxy.url } });

  const work = inTransaction(pool, async (client) => {
    proxy.cut();
    await vi.waitFor(() =>
      expect(logs).toContainEqual(
        expect.objectContaining({
          level: 50,
          msg: "database connection lost",
          err: expect.objectContaining({ message: "Connection terminated unexpectedly" }),
        }),
      ),
    );
    await client.query("SELECT 1");
  });

  await expect(work).rejects.toThrow("is not queryable");
  expect(pool.totalCount).toBe(0);
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("fails at once when the database refuses connections", async () => {
  const { url, pool } = await startService({
    database: { url: `postgres://nobody@127.0.0.1:${await closedPort()}/none` },
  });

  await expect(pool.query("SELECT 1")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  expect(await postPayment(url, paymentOf(randomUUID()))).toMatchObject({
    status: 500,
    body: { code: "ECONNREFUSED" },
  });
});

test("does not wait for ever for a free connection", async () => {
  const { pool } = await startService({ database: { maxConnections: 1, connectTimeoutMs: 1_000 } });
  const client = await pool.connect();

  await expect(pool.query("SELECT 1")).rejects.toThrow("timeout exceeded when trying to connect");

  client.release();
  expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
});

test("does not wait for ever for the result of a query", async () => {
  const { pool } = await startService({ database: { queryTimeoutMs: 50 } });

  await expect(pool.query("SELECT pg_sleep(0.2)")).rejects.toThrow("Query read timeout");
});

async function idleClient(pool: Pool) {
  const client = await pool.connect();
  client.release();
  return client;
}
