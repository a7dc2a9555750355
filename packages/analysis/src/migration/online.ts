import { absent, present, unknown, type Fact } from "@faultline/contract";
import { packageMentions } from "../project/package-text.js";
import type { SchemaHistory } from "./history.js";
import { isNewTable, type Migration } from "./migration.js";
import { mysqlOnlineFact } from "./online-mysql.js";
import { postgresOnlineFact } from "./online-postgres.js";
import { isSameName, type SchemaChange } from "./schema-change.js";

/** Whether a change lets others go on reading and writing; undefined where it is none that could stop them. */
export function onlineFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  if (change.isInline || change.action === "create-table") return undefined;
  const fact = dialectFact(change, migration, history);
  if (fact?.state !== "absent") return fact;
  if (change.table === undefined) return unknown("which table it changes is decided elsewhere");
  if (isEmptied(change, migration)) return present("no row is left in it");
  if (!isNewTable(migration, change.table)) return fact;
  return present(`${change.table} is made in the same migration, so nobody uses it yet`);
}

/** True where the migration takes every row out of the table before. */
function isEmptied(change: SchemaChange, { up }: Migration): boolean {
  return up
    .slice(0, up.indexOf(change))
    .some(({ action, table }) => action === "truncate" && isSameName(table, change.table));
}

function dialectFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  switch (migration.dialect) {
    case "postgres":
      return concurrencyFact(change, migration) ?? postgresOnlineFact(change, migration, history);
    case "mysql":
      return mysqlOnlineFact(change, migration, history);
    default:
      return undefined;
  }
}

/** PostgreSQL refuses `CONCURRENTLY` in a transaction. */
function concurrencyFact(
  change: SchemaChange,
  { transaction, runner, up, path }: Migration,
): Fact | undefined {
  if (change.isConcurrent !== true) return undefined;
  const open = up
    .slice(0, up.indexOf(change))
    .findLast(({ action }) => action === "begin" || action === "commit");
  const isOpened = open?.action === "begin";
  if (
    !isOpened &&
    path !== "" &&
    packageMentions(path, /migrationsTransactionMode|disableTransactions/)
  )
    return unknown("the configuration of the runner may leave the transaction out");
  if (isOpened || (transaction === "inside" && open === undefined)) {
    const where = isOpened
      ? "after BEGIN"
      : `in the transaction that ${runner} runs a migration in`;
    return absent(
      `${change.says} CONCURRENTLY stands ${where}, where PostgreSQL refuses it and the release stops`,
      isOpened ? "a file of its own without BEGIN" : OUTSIDE[runner],
    );
  }
  return transaction === "unknown"
    ? unknown("whether it runs in a transaction is decided elsewhere")
    : present("it is built while others read and write");
}

const OUTSIDE: Readonly<Partial<Record<Migration["runner"], string>>> = {
  knex: "`exports.config = { transaction: false }` in a migration of its own",
  typeorm:
    '`transaction = false` in a migration of its own, with `migrationsTransactionMode: "each"`',
  drizzle: "a script of its own, since drizzle runs all pending migrations in one transaction",
  "node-pg-migrate": "`pgm.noTransaction()` in a migration of its own",
  "mikro-orm": "`isTransactional() { return false; }` in a migration of its own",
};
