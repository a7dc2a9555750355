import pg from "pg";
import postgres from "postgres";
import { expect, it } from "vitest";
import { observe, endings, spoken } from "../support/observe.js";
import {
  agreeLikePostgres,
  closedPort,
  startResettingProxy,
  startSilentServer,
  startTlsProxy,
} from "../support/servers.js";
import { describeService } from "../support/service.js";

const PORT = 5432;
const at = (port: number) => ({ host: "127.0.0.1", port, user: "postgres", database: "test" });

async function withClient(
  options: pg.ClientConfig,
  use: (client: pg.Client) => Promise<unknown>,
): Promise<void> {
  const client = new pg.Client(options);
  client.on("error", () => undefined);
  try {
    await client.connect();
    await use(client);
  } finally {
    await client.end();
  }
}

await describeService("PostgreSQL", PORT, () => {
  it("is heard with its constraint violation and its rollback", async () => {
    const seen = await observe(() =>
      withClient(at(PORT), async (client) => {
        await client.query("CREATE TEMPORARY TABLE accounts (id int PRIMARY KEY)");
        await client.query("BEGIN");
        await client.query("INSERT INTO accounts VALUES ($1)", [1]);
        await expect(client.query("INSERT INTO accounts VALUES ($1)", [1])).rejects.toThrow();
        await client.query("ROLLBACK");
      }),
    );
    expect(spoken(seen, "postgres")).toEqual([
      "CREATE",
      "BEGIN",
      "INSERT",
      "INSERT 23505",
      "ROLLBACK",
    ]);
    expect(endings(seen)).toEqual(["postgres closed"]);
  });

  it("is heard through postgres.js, which sends ahead", async () => {
    const seen = await observe(async () => {
      const sql = postgres({ ...at(PORT), max: 1, onnotice: () => undefined });
      await sql`SELECT ${1}::int`;
      await expect(sql`SELECT 1 / ${0}::int`).rejects.toThrow();
      await sql.end();
    });
    expect(spoken(seen, "postgres")).toContain("SELECT 22012");
  });

  it("is heard over TLS", async () => {
    const proxy = await startTlsProxy(PORT, agreeLikePostgres);
    const options = { ...at(proxy.port), ssl: { rejectUnauthorized: false } };
    const seen = await observe(() =>
      withClient(options, (client) => client.query("SELECT 1 / 0").catch(() => undefined)),
    );
    proxy.close();
    expect(spoken(seen, "postgres")).toEqual(["SELECT 22012"]);
    expect(seen.conversations[0]?.live).toBe(true);
  });

  it("is heard over a Unix socket", async () => {
    const options = { ...at(PORT), host: "/var/run/postgresql" };
    const seen = await observe(() => withClient(options, (client) => client.query("SELECT 1")));
    expect(spoken(seen, "postgres")).toEqual(["SELECT"]);
    expect(seen.conversations[0]?.peer).toBe("/var/run/postgresql/.s.PGSQL.5432");
  });

  it("says why it refuses a log-in", async () => {
    const options = { ...at(PORT), user: "nobody-of-this-name" };
    const seen = await observe(async () => {
      await expect(withClient(options, () => Promise.resolve())).rejects.toThrow();
    });
    expect(seen.conversations[0]?.errors).toEqual(["28000"]);
  });

  it("is seen refused, silent, and reset in the middle of a reply", async () => {
    const port = await closedPort();
    const silent = await startSilentServer();
    const proxy = await startResettingProxy(PORT, "generate_series");
    const seen = await observe(async () => {
      await withClient(at(port), () => Promise.resolve()).catch(() => undefined);
      const impatient = { ...at(silent.port), connectionTimeoutMillis: 100 };
      await withClient(impatient, () => Promise.resolve()).catch(() => undefined);
      await withClient(at(proxy.port), (client) =>
        client.query("SELECT generate_series(1, 1000)"),
      ).catch(() => undefined);
    });
    silent.close();
    proxy.close();
    expect(endings(seen)).toEqual(["unknown refused", "postgres silent", "postgres reset"]);
  });

  it("is booked on each of two tests that share a pool", async () => {
    const pool = new pg.Pool({ ...at(PORT), max: 2 });
    const ask = (text: string) => () => pool.query(text).catch(() => undefined);
    const [first, second] = await Promise.all([
      observe(ask("SELECT 1 / 0 AS first, pg_sleep(0.01)")),
      observe(ask("SELECT nothing AS second, pg_sleep(0.01)")),
    ]);
    await pool.end();
    expect(spoken(first, "postgres")).toEqual(["SELECT 22012"]);
    expect(spoken(second, "postgres")).toEqual(["SELECT 42703"]);
  });

  it("is booked on each of two tests that share one connection of a pool", async () => {
    const pool = new pg.Pool({ ...at(PORT), max: 1 });
    const ask = (text: string) => () => pool.query(text).catch(() => undefined);
    const [first, second] = await Promise.all([
      observe(ask("SELECT 1 / 0 AS first")),
      observe(ask("SELECT nothing AS second")),
    ]);
    await pool.end();
    expect(spoken(first, "postgres")).toEqual(["SELECT 22012"]);
    expect(spoken(second, "postgres")).toEqual(["SELECT 42703"]);
  });
});
