import { absent, present, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { usesAny, variablesIn } from "../flow/derived-variables.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { allNodes } from "../flow/walk.js";
import { databasePool } from "../kinds/database-owner.js";
import { holderOf, whereabouts, type Holder } from "../kinds/holding.js";
import { outermostFunction, reuseFact, runsOnce } from "../kinds/reuse.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { defineLibrary, type Library, type LibraryCall, type SiteDraft } from "../recogniser.js";
import type { Node } from "../source.js";

function pool(call: LibraryCall): SiteDraft {
  return databasePool(call, {
    reuse: reuseFact(
      call,
      ["close"],
      "finally { await pool.close() }, or one pool for the process",
    ),
  });
}

/**
 * `connect()` opens the one pool of the module; while that is open, every later call gets it, whatever
 * settings it passes (`lib/global-connection.js` of mssql 12).
 */
function sharedPool(call: LibraryCall): SiteDraft {
  return databasePool(call, { reuse: sharedFact(call) });
}

function sharedFact(call: LibraryCall): Fact {
  const { facts, node } = call;
  const outer = outermostFunction(node);
  if (!outer) return present("it is opened once, with the module");
  if (runsOnce(facts, node)) return unknown("the function around it runs once");
  if (!isSetByCaller(call)) return unknown("every call means the same pool");
  if (closes(call, outer)) return unknown("something here closes it");
  if (!isLeftHere(call)) return unknown("it is kept by something that outlives this function");
  return absent(
    "the module's one pool opens with the settings of the first call, later calls get that pool whatever they pass, and nothing closes it",
    "new ConnectionPool(config), and finally { await pool.close() }",
  );
}

/** True where the settings come from a parameter of a function around the call. */
function isSetByCaller(call: LibraryCall): boolean {
  const settings = call.argument(0);
  if (!settings) return false;
  for (let scope = enclosingFunction(call.node); scope; scope = enclosingFunction(scope)) {
    const given = new Set(scope.params.flatMap((one) => [...variablesIn(call.facts, one)]));
    if (usesAny(call.facts, settings, given)) return true;
  }
  return false;
}

function closes({ facts, node: { callee } }: LibraryCall, outer: Node): boolean {
  const owner = callee.type === "MemberExpression" ? `${facts.textOf(callee.object)}.` : "";
  return (
    facts.source.text.includes(`${owner}close(`) ||
    allNodes(outer).some(
      (inner) => inner.type === "MemberExpression" && staticName(inner) === "close",
    )
  );
}

/** True where only this function, or the callback of its `.then()`, gets to see the pool. */
function isLeftHere({ facts, node }: LibraryCall): boolean {
  const holder = holderOf(facts, node) ?? continued(facts, node);
  if (holder) return whereabouts(holder) === "own";
  return (
    node.parent.type === "AwaitExpression" && node.parent.parent.type === "ExpressionStatement"
  );
}

/** `pool` of `connect(config).then((pool) => …)`. */
function continued(facts: LibraryCall["facts"], { parent }: Node): Holder | undefined {
  const next = parent?.type === "MemberExpression" ? parent.parent : undefined;
  if (next?.type !== "CallExpression" || parent?.type !== "MemberExpression") return undefined;
  const [callback] = next.arguments;
  if (staticName(parent) !== "then" || !callback) return undefined;
  const scope = facts.bindings.functionOf(callback);
  const variable = scope?.params[0] && facts.bindings.variables.of(scope.params[0]);
  return scope && variable && { variable, scope, isDisposedOf: false };
}

// A request may belong to a transaction.
const query = (call: LibraryCall): SiteDraft =>
  sqlQuery(call, call.argument(0), { transaction: "unknown" });

export const mssql: Library = defineLibrary({
  packages: ["mssql", "mssql/msnodesqlv8", "mssql/msnodesqlv8.js"],
  docs: "https://github.com/tediousjs/node-mssql#readme",
  aliases: {
    "new ConnectionPool.connect()": "new ConnectionPool",
    "new ConnectionPool.request()": "new Request",
    "connect().request()": "new Request",
    "new Request.input()": "new Request",
    "new Request.output()": "new Request",
  },
  sites: {
    "new ConnectionPool": pool,
    "connect()": sharedPool,
    "query()": query,
    "batch()": query,
    "new ConnectionPool.query()": query,
    "connect().query()": query,
    "new Request.query()": query,
    "new Request.batch()": query,
  },
});
