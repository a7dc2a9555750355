import mysql, { type Connection, type ConnectionOptions } from "mysql2/promise";
import { expect, it } from "vitest";
import { endings, observe, spoken } from "../support/observe.js";
import { closedPort, startResettingProxy, startSilentServer } from "../support/servers.js";
import { startMysqlTlsProxy } from "../support/mysql-tls-proxy.js";
import { describeService } from "../support/service.js";

const PORT = 3306;
const at = (port: number): ConnectionOptions => ({
  host: "127.0.0.1",
  port,
  user: "root",
  database: "test",
});

async function withConnection(
  options: ConnectionOptions,
  use: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const connection = await mysql.createConnection(options);
  connection.on("error", () => undefined);
  try {
    await use(connection);
  } finally {
    await connection.end().catch(() => undefined);
  }
}

await describeService("MySQL or MariaDB", PORT, () => {
  it("is heard with its constraint violation and its rollback", async () => {
    const seen = await observe(() =>
      withConnection(at(PORT), async (connection) => {
        await connection.query("CREATE TEMPORARY TABLE accounts (id int PRIMARY KEY)");
        await connection.beginTransaction();
        await connection.execute("INSERT INTO accounts VALUES (?)", [1]);
        await expect(connection.query("INSERT INTO accounts VALUES (1)")).rejects.toThrow();
        await connection.rollback();
      }),
    );
    expect(spoken(seen, "mysql")).toEqual(["CREATE", "START", "INSERT", "INSERT 1062", "ROLLBACK"]);
    expect(seen.conversations[0]?.statements[2]?.text).toBe("INSERT INTO accounts VALUES (?)");
    expect(seen.conversations[0]?.statements[3]?.errorAliases).toEqual(["23000"]);
    expect(endings(seen)).toEqual(["mysql closed"]);
  });

  it("is followed over long replies, several statements at once, and several results", async () => {
    const seen = await observe(() =>
      withConnection({ ...at(PORT), multipleStatements: true }, async (connection) => {
        await connection.query("SELECT REPEAT('x', 100000) AS long_text UNION SELECT 'y'");
        await connection.query("SELECT 1; SELECT 2; SELECT nothing").catch(() => undefined);
        await connection.execute("SELECT ? AS a, ? AS b", [1, "b"]);
      }),
    );
    expect(spoken(seen, "mysql")).toEqual(["SELECT", "SELECT 1054", "SELECT"]);
  });

  it("is heard over TLS", async () => {
    const proxy = await startMysqlTlsProxy(PORT);
    const options = { ...at(proxy.port), ssl: { rejectUnauthorized: false } };
    const seen = await observe(() =>
      withConnection(options, (connection) =>
        connection.query("SELECT nothing").catch(() => undefined),
      ),
    );
    proxy.close();
    expect(spoken(seen, "mysql")).toEqual(["SELECT 1054"]);
  });

  it("says why it refuses a log-in", async () => {
    const seen = await observe(() =>
      withConnection({ ...at(PORT), user: "nobody", password: "x" }, () => Promise.resolve()).catch(
        () => undefined,
      ),
    );
    expect(seen.conversations[0]?.errors).toEqual([expect.stringMatching(/^(?:1045|1698)$/)]);
  });

  it("is seen refused, silent, and reset in the middle of a reply", async () => {
    const port = await closedPort();
    const silent = await startSilentServer();
    const proxy = await startResettingProxy(PORT, "REPEAT");
    const seen = await observe(async () => {
      for (const options of [
        at(port),
        { ...at(silent.port), connectTimeout: 100 },
        at(proxy.port),
      ]) {
        await withConnection(options, (connection) =>
          connection.query("SELECT REPEAT('x', 1000)"),
        ).catch(() => undefined);
      }
    });
    silent.close();
    proxy.close();
    // The server speaks first: one that is silent could be any.
    expect(endings(seen)).toEqual(["unknown refused", "unknown silent", "mysql reset"]);
  });

  it.each([1, 2])(
    "is booked on each of two tests that share a pool of %i",
    async (connectionLimit) => {
      const pool = mysql.createPool({ ...at(PORT), connectionLimit });
      const ask = (text: string) => () => pool.query(text).catch(() => undefined);
      const [first, second] = await Promise.all([
        observe(ask("SELECT nothing AS first")),
        observe(ask("SELEC 2")),
      ]);
      await pool.end();
      expect(spoken(first, "mysql")).toEqual(["SELECT 1054"]);
      expect(spoken(second, "mysql")).toEqual(["SELEC 1064"]);
    },
  );
});
