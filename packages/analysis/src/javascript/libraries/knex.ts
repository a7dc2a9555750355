import { builderQuery, isPartOfStatement, type BuilderWords } from "../kinds/builder.js";
import { sqlQuery } from "../kinds/sql-statement.js";
import { transactionByHand } from "../kinds/transaction.js";
import { transactionWork } from "../kinds/transaction-work.js";
import { isFunction } from "../source.js";
import {
  defineLibrary,
  type Library,
  type LibraryCall,
  type Recognise,
  type SiteDraft,
} from "../recogniser.js";

const WORDS: BuilderWords = {
  writes:
    /^(?:insert|update|upsert|delete|del|truncate|increment|decrement|batchInsert|jsonInsert)$/,
  one: /^(?:first|count|countDistinct|sum|avg|min|max|pluckOne)$/,
  limits: /^limit$/,
  upserts: /^(?:onConflict|upsert)$/,
  joins: /^transacting$/,
  builds: /^(?:as|toSQL|toString|toQuery|clone)$/,
};

const BATCH = "whereIn(column, values) or insert(rows)";

/** A chain that begins here; its first word may be all there is to tell a write. */
function statement(call: LibraryCall): SiteDraft | undefined {
  const first = call.argument(0);
  const subject =
    first?.type === "Literal" && typeof first.value === "string" ? first.value : undefined;
  return builderQuery(call, WORDS, {
    ...(subject !== undefined && { subject }),
    batch: BATCH,
    ...standing(call),
  });
}

/** `trx: Knex.Transaction` is one whoever opened it. */
function standing({ way }: LibraryCall): { transaction?: "inside" | "unknown" } {
  if (/\bTransaction\b|\btransaction\(\d:\d\)|\.transaction\(\)/.test(way))
    return { transaction: "inside" };
  return {};
}

function raw(call: LibraryCall): SiteDraft | undefined {
  if (isPartOfStatement(call.node) || !isSent(call)) return undefined;
  return { ...sqlQuery(call, call.argument(0), standing(call)), operation: "raw" };
}

/** `raw` makes a fragment as often as a statement; only one that is awaited or returned is sent. */
function isSent({ node }: LibraryCall): boolean {
  for (let current = node.parent; ; current = current.parent) {
    switch (current.type) {
      case "MemberExpression":
      case "CallExpression":
      case "TSAsExpression":
        continue;
      case "AwaitExpression":
      case "ReturnStatement":
      case "ExpressionStatement":
        return true;
      case "ArrowFunctionExpression":
        return current.body.range[0] <= node.range[0] && current.async;
      default:
        return false;
    }
  }
}

/** With a function it commits by itself; without one the code does (knexjs.org/guide/transactions). */
function transaction(call: LibraryCall): SiteDraft | undefined {
  const first = call.argument(0);
  if (first && (isFunction(first) || call.facts.bindings.functionOf(first)))
    return transactionWork(call, { argument: 0 });
  if (first && first.type !== "ObjectExpression") return undefined;
  return transactionByHand(call, {
    methods: /^(?:commit|rollback)$/,
    remedy: "knex.transaction(async (trx) => { … }), which rolls back by itself",
  });
}

const STARTS = [
  "select",
  "from",
  "insert",
  "into",
  "update",
  "delete",
  "del",
  "table",
  "with",
  "withSchema",
  "queryBuilder",
  "distinct",
  "first",
  "pluck",
  "max",
  "min",
  "sum",
  "count",
  "where",
  "batchInsert",
];

/** An instance is a function; `db("users")` begins a statement, and so does `db.select()`. */
export const knex: Library = defineLibrary({
  packages: ["knex"],
  docs: "https://knexjs.org/guide/query-builder.html",
  aliases: {
    "knex()": "()",
    "Knex()": "()",
    "new Knex.Transaction": "()",
    "new Knex": "()",
    "new Transaction": "()",
    "().transaction(0:0)": "()",
    "().transaction()": "()",
    "().withUserParams()": "()",
  },
  configuration: {
    "()": {
      credentials: ["0.connection.password"],
      addresses: ["0.connection", "0.connection.connectionString", "0.connection.host"],
      unless: { place: "0.client", is: /sqlite/ },
    },
  },
  sites: {
    "()()": statement,
    ...Object.fromEntries(STARTS.map((name): [string, Recognise] => [`().${name}()`, statement])),
    "().raw()": raw,
    "().transaction()": transaction,
  },
});
