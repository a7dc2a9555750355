import { absent, present, unknown, type Fact } from "@faultline/contract";
import { databaseClient, databasePool } from "../kinds/database-owner.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { pooledConnection } from "../kinds/pooled-connection.js";
import { ownLimit } from "../kinds/query.js";
import { poolSize } from "../kinds/pool-size.js";
import { isCommand, reuseFact } from "../kinds/reuse.js";
import { sqlQuery, textOfSql } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import {
  defineLibrary,
  type Library,
  type LibraryCall,
  type Recognise,
  type SiteDraft,
} from "../recogniser.js";

/** `connectionLimit` is 10, and `queueLimit` 0: callers queue without end, and no option limits their wait (`lib/pool_config.js` of mysql2 3.24). */
function queueLimit(call: LibraryCall): Fact {
  const [queue, size, waits] = [
    call.option(0, "queueLimit"),
    call.option(0, "connectionLimit"),
    call.option(0, "waitForConnections"),
  ];
  if ([queue, size, waits].some(({ state }) => state === "unknown"))
    return unknown("its options can't be read here");
  if (size.state !== "absent" || waits.state !== "absent") return unknown("its size is set");
  if (queue.state === "given" || (queue.state === "constant" && queue.value !== 0))
    return present("`queueLimit` is set");
  if (isCommand(call)) return unknown("a command has it for itself");
  return absent(
    "it keeps the default of 10 connections, and callers wait for a free one without limit",
    "connectionLimit: 20, queueLimit: 100",
  );
}

function pool(call: LibraryCall): SiteDraft {
  return databasePool(
    call,
    {
      "pool-limits": queueLimit(call),
      reuse: reuseFact(call, ["end"], "finally { await pool.end() }, or one pool for the process"),
    },
    poolSize(call, "connectionLimit", 10),
  );
}

function connection(call: LibraryCall): SiteDraft {
  return databaseClient(call, {
    "error-listener": errorListenerFact(call, DROPPED),
    reuse: reuseFact(
      call,
      ["end", "destroy"],
      "finally { await connection.end() }, or one pool for the process",
    ),
  });
}

/** mysql2 3.24, `lib/base/connection.js`, `_notifyError`: what no command takes is emitted. */
const DROPPED = {
  without:
    "a connection that the server closes or the network drops is an `error` event, and without a listener that ends the process",
  same: ["promise"],
  // `_notifyError` hands a lost connection to the command that waits, and emits it only without one.
  // https://github.com/sidorares/node-mysql2/blob/028ef3c5bfa37369f55d648af47f1070e38355ea/lib/base/connection.js
  endedBy: ["end", "destroy"],
};

const OPENS = /^\s*(?:BEGIN|START\s+TRANSACTION)\b/i;

function begin(call: LibraryCall): SiteDraft {
  return transactionByHand(call, {
    ends: /^\s*(?:COMMIT|ROLLBACK(?!\s+TO))\b/i,
    methods: /^(?:commit|rollback)$/,
    discards: /^(?:end|destroy)$/,
    remedy: "catch { await connection.rollback() }",
  });
}

function query(call: LibraryCall): SiteDraft {
  const text = call.option(0, "sql");
  const sql = text.state === "constant" || text.state === "given" ? text.node : call.argument(0);
  const words = sql && textOfSql(call.facts, sql);
  if (words !== undefined && OPENS.test(words)) return begin(call);
  return sqlQuery(call, sql, {
    timeout: ownLimit("timeout", call.option(0, "timeout")),
    // A connection of one's own may be between BEGIN and COMMIT.
    ...(!call.origin.path.startsWith("createPool()") && { transaction: "unknown" }),
  });
}

const taken: Recognise = (call) => pooledConnection(call, { release: ["release", "destroy"] });

const WAYS = ["createPool()", "createConnection()"];

export const mysql2: Library = defineLibrary({
  packages: ["mysql2", "mysql2/promise", "mysql", "mysql2/promise.js"],
  docs: "https://sidorares.github.io/node-mysql2/docs",
  aliases: {
    "new Pool": "createPool()",
    "new Connection": "createConnection()",
    "new PoolConnection": "createConnection()",
    "createPool().promise()": "createPool()",
    "createConnection().promise()": "createConnection()",
    "createPool().getConnection()": "createConnection()",
    "createPool().getConnection(0:1)": "createConnection()",
  },
  configuration: {
    "createPool()": { credentials: ["0.password"], addresses: ["0", "0.uri", "0.host"] },
    "createConnection()": { credentials: ["0.password"], addresses: ["0", "0.uri", "0.host"] },
  },
  sites: {
    "createPool()": pool,
    "createConnection()": connection,
    "createPool().getConnection()": taken,
    "createConnection().beginTransaction()": begin,
    ...Object.fromEntries(
      WAYS.flatMap((way) => [
        [`${way}.query()`, query],
        [`${way}.execute()`, query],
      ]),
    ),
  },
});
