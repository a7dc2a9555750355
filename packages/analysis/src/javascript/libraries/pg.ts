import { present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { allOf, anyOf, limitFact } from "../kinds/limit.js";
import { transaction } from "../kinds/transaction.js";
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
  return {
    kind: "pool",
    library: "pg",
    operation: "Pool",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      timeout: timeouts(call),
      "error-listener": errorListenerFact(
        call,
        "pg-pool emits `error` when the server drops an idle connection, and without a listener that ends the process",
      ),
    },
  };
}

function client(call: LibraryCall): DraftOf<"database-client"> {
  return {
    kind: "database-client",
    library: "pg",
    operation: "Client",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      timeout: timeouts(call),
      "error-listener": errorListenerFact(
        call,
        "a client emits `error` when its connection is lost, and without a listener that ends the process",
      ),
    },
  };
}

function timeouts(call: LibraryCall): Fact {
  const limits = allOf(
    limitFact(
      "connectionTimeoutMillis",
      call.option(0, "connectionTimeoutMillis"),
      NO_CONNECT_LIMIT,
    ),
    anyOf(
      limitFact("statement_timeout", call.option(0, "statement_timeout"), NO_QUERY_LIMIT),
      limitFact("query_timeout", call.option(0, "query_timeout"), NO_QUERY_LIMIT),
    ),
  );
  // `options: "-c statement_timeout=…"` and a connection string's parameters set the server's limit too.
  const setElsewhere =
    limits.state === "absent" && limits.remedy === NO_QUERY_LIMIT.remedy && hasServerOptions(call);
  return setElsewhere ? unknown("the connection's own parameters may limit statements") : limits;
}

/** A statement that each new connection runs, or a default of the library. */
const SETS_LIMIT =
  /\bset\s+(?:session\s+)?statement_timeout\b|\bdefaults\.(?:statement|query)_timeout\b/i;

function hasServerOptions(call: LibraryCall): boolean {
  if (call.facts.mentions(SETS_LIMIT)) return true;
  const text = call.option(0, "connectionString");
  const isReadable =
    text.state === "constant" && typeof text.value === "string" && !text.value.includes("timeout");
  return call.option(0, "options").state !== "absent" || (text.state !== "absent" && !isReadable);
}

function query(call: LibraryCall): DraftOf<"database-query"> | DraftOf<"transaction"> {
  const first = call.argument(0);
  const text = first && constantOf(call.facts.bindings, first)?.value;
  if (typeof text === "string" && /^\s*(?:BEGIN|START\s+TRANSACTION)\b/i.test(text))
    return transaction(call);
  return {
    kind: "database-query",
    library: "pg",
    operation: "query",
    node: call.node.callee,
    extent: call.node,
    ...(typeof text === "string" && { target: text.trim().split(/\s+/).slice(0, 3).join(" ") }),
    mechanisms: { timeout: limitedByOwner(call) },
  };
}

/** A query's limit is its pool's; a limit of its own (`{ text, query_timeout }`) is rare and honoured. */
function limitedByOwner(call: LibraryCall): Fact {
  const own = call.option(0, "query_timeout");
  if (own.state === "constant" || own.state === "given")
    return present("`query_timeout` on the query");
  return unknown("the pool's limits hold");
}

export const pg: Library = defineLibrary({
  packages: ["pg", "pg-pool"],
  docs: "https://node-postgres.com/apis/pool",
  aliases: {
    "new Pool.connect()": "new Client",
    "new PoolClient": "new Client",
    "new ClientBase": "new Client",
    "new native.Pool": "new Pool",
    // pg-pool exports the class itself.
    "": "Pool",
    "new ": "new Pool",
  },
  promises: ["new Client.connect()", "new Pool.connect()"],
  sites: {
    "new Pool": pool,
    "new Client": client,
    "new Pool.query()": query,
    "new Client.query()": query,
  },
});
