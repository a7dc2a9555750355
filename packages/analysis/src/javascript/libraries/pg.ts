import { unknown, type Fact } from "@faultline/contract";
import { databaseClient, databasePool } from "../kinds/database-owner.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { allOf, anyOf, limitFact } from "../kinds/limit.js";
import { hasServerOptions } from "../kinds/postgres-options.js";
import { pooledConnection } from "../kinds/pooled-connection.js";
import { ownLimit } from "../kinds/query.js";
import { QUERY_BUILDERS } from "../kinds/query-builders.js";
import { poolSize } from "../kinds/pool-size.js";
import { isCommand, reuseFact } from "../kinds/reuse.js";
import { sqlQuery, textOfSql } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** Defaults of pg 8.23 and pg-pool 3.14 (`lib/defaults.js`): no limit on connecting, acquiring or running. */
const NO_CONNECT_LIMIT = {
  without: "pg waits for ever to connect, and for a free connection when all are taken",
  remedy: "connectionTimeoutMillis: 5_000",
};

const NO_QUERY_LIMIT = {
  without: "a query may run for ever and keep its connection",
  remedy: "statement_timeout: 10_000",
};

function pool(call: LibraryCall): DraftOf<"pool"> {
  const limits = boundedWait(call);
  return databasePool(
    named(call),
    {
      // One report for one cause: where the wait is a matter of the pool's limits, it is none of the timeout's.
      timeout: limits.state === "absent" ? queryLimit(call) : timeouts(call),
      "pool-limits": limits,
      reuse: reuseFact(call, ["end"], "await pool.end() in `finally`, or one pool for the process"),
      "error-listener": errorListenerFact(call, {
        without:
          "pg-pool emits `error` when the server drops an idle connection, and without a listener that ends the process with every request in it",
        keptBy: QUERY_BUILDERS,
      }),
    },
    poolSize(call, "max", 10),
  );
}

/** pg-pool exports the class itself, which has no name on the way to it. */
function named(call: LibraryCall): LibraryCall {
  return { ...call, operation: "Pool" };
}

function client(call: LibraryCall): DraftOf<"database-client"> {
  return databaseClient(call, {
    timeout: timeouts(call),
    reuse: reuseFact(call, ["end"], "await client.end() in `finally`"),
    "error-listener": errorListenerFact(call, {
      without:
        "a client emits `error` when its connection is lost, and without a listener that ends the process with every request in it",
    }),
  });
}

function timeouts(call: LibraryCall): Fact {
  const connect = call.option(0, "connectionTimeoutMillis");
  return allOf(limitFact("connectionTimeoutMillis", connect, NO_CONNECT_LIMIT), queryLimit(call));
}

function queryLimit(call: LibraryCall): Fact {
  const limit = anyOf(
    limitFact("statement_timeout", call.option(0, "statement_timeout"), NO_QUERY_LIMIT),
    limitFact("query_timeout", call.option(0, "query_timeout"), NO_QUERY_LIMIT),
  );
  // `options: "-c statement_timeout=…"` and a connection string's parameters set the server's limit too.
  return limit.state === "absent" && hasServerOptions(call)
    ? unknown("the connection's own parameters may limit statements")
    : limit;
}

/** A size that nobody chose (`max` is 10) and callers that queue for it without limit. */
function boundedWait(call: LibraryCall): Fact {
  const wait = call.option(0, "connectionTimeoutMillis");
  const fact = limitFact("connectionTimeoutMillis", wait, {
    without:
      "it keeps the default of 10 connections, and callers wait for a free one without limit",
    remedy: "max: 20, connectionTimeoutMillis: 5_000",
  });
  const isSized =
    call.option(0, "max").state !== "absent" || call.option(0, "min").state !== "absent";
  if (fact.state !== "absent") return fact;
  if (isSized) return unknown("its size is set");
  return isCommand(call) ? unknown("a command has it for itself") : fact;
}

const OPENS = /^\s*(?:BEGIN|START\s+TRANSACTION)\b/i;

function query(call: LibraryCall): DraftOf<"database-query"> | DraftOf<"transaction"> {
  const sql = sqlOf(call);
  const text = sql && textOfSql(call.facts, sql);
  if (text !== undefined && OPENS.test(text)) {
    return transactionByHand(call, {
      ends: /^\s*(?:COMMIT|END|ROLLBACK(?!\s+TO)|ABORT)\b/i,
      discards: /^(?:end|destroy)$/,
      remedy: 'catch { await client.query("ROLLBACK") }',
    });
  }
  return {
    ...sqlQuery(call, sql, {
      timeout: ownLimit("query_timeout", call.option(0, "query_timeout")),
      // A connection of one's own may be between BEGIN and COMMIT.
      ...(call.origin.path.startsWith("new Client") && { transaction: "unknown" }),
    }),
    operation: "query",
  };
}

/** `query(text)`, `query({ text })` and `query(new Cursor(text))`. */
function sqlOf(call: LibraryCall): ReturnType<LibraryCall["argument"]> {
  const first = call.argument(0);
  const text = call.option(0, "text");
  if (text.state === "constant" || text.state === "given") return text.node;
  return first?.type === "NewExpression" ? first.arguments[0] : first;
}

const PLACES = {
  credentials: ["0.password"],
  addresses: ["0", "0.connectionString", "0.host"],
};

export const pg: Library = defineLibrary({
  packages: ["pg", "pg-pool"],
  name: "pg",
  docs: "https://node-postgres.com/apis/pool",
  aliases: {
    "new Pool.connect()": "new Client",
    "new Pool.connect(0:1)": "new Client",
    "new PoolClient": "new Client",
    "new ClientBase": "new Client",
    "new native.Pool": "new Pool",
    "": "Pool",
    "new ": "new Pool",
  },
  promises: ["new Client.connect()", "new Pool.connect()"],
  configuration: { "new Pool": PLACES, "new Client": PLACES },
  sites: {
    "new Pool": pool,
    "new Client": client,
    "new Pool.connect()": (call) => pooledConnection(call, { release: ["release", "end"] }),
    "new Pool.query()": query,
    "new Client.query()": query,
  },
});
