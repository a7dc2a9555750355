import { randomUUID } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";

export interface TestDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** PostgreSQL in this process, behind a real socket: `pg` speaks to it as to any server. */
export async function startEmbeddedDatabase(): Promise<TestDatabase> {
  const db = await PGlite.create();
  keepQueriesWhole(db);
  const server = new PGLiteSocketServer({ db, port: 0, maxConnections: 100 });
  await server.start();
  return {
    url: `postgres://postgres@${server.getServerConn()}/postgres`,
    async stop() {
      await server.stop();
      await db.close();
    },
  };
}

/** A database of its own on a server that is already there, dropped after the run. */
export async function createScratchDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `payments_${randomUUID().replaceAll("-", "")}`;
  await run(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    stop: () => run(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`),
  };
}

/**
 * The socket server lets connections take turns after every protocol message, except inside a
 * transaction. One query is several messages up to a Sync: taking turns before that would give
 * one connection the rows of another. An unfinished query must therefore count as a transaction.
 */
function keepQueriesWhole(db: PGlite): void {
  const isInTransaction = db.isInTransaction.bind(db);
  const send = db.execProtocolRawStream.bind(db);
  let unfinished = false;
  db.isInTransaction = () => unfinished || isInTransaction();
  db.execProtocolRawStream = (message, options) => {
    // Parse, Bind, Describe, Execute, Close, Flush.
    unfinished = "PBDECH".includes(String.fromCharCode(message[0] ?? 0));
    return send(message, options);
  };
}

async function run(connectionString: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
