import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { SchemaHistory } from "./history.js";
import type { Migration } from "./migration.js";
import { isForeignKey, type SchemaChange } from "./schema-change.js";

/** Whether rows are found by a foreign key without reading them all; MySQL makes that index itself. */
export function foreignKeyIndexFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  const { table, columns } = change;
  if (!isForeignKey(change) || migration.dialect !== "postgres") return undefined;
  if (table === undefined || columns.length === 0)
    return unknown("which columns it is on is decided elsewhere");
  if (history.isMoved(table, columns))
    return unknown(`${table} is renamed or dropped in another step`);
  if (history.hasIndexOn(table, columns)) return present("an index begins with its columns");
  if (history.mayHide(table)) return unknown("not all migrations of it can be read");
  if (!history.isFirstKey(change, migration)) return unknown("an earlier key has the same columns");
  const list = columns.join(", ");
  return absent(
    `no migration makes an index that begins with ${table} (${list}), so that a row deleted on the other side, and every join, reads all of ${table}`,
    `CREATE INDEX CONCURRENTLY ON ${table} (${list})`,
  );
}

/** Whether something tells the rows of a new table apart. */
export function rowKeyFact(
  { action, table, isDerived }: SchemaChange,
  { dialect }: Migration,
  history: SchemaHistory,
): Fact | undefined {
  // SQLite numbers its rows by itself, and ClickHouse's keys order them only.
  if (action !== "create-table" || dialect === "sqlite" || dialect === "clickhouse")
    return undefined;
  if (table === undefined || isDerived === true)
    return unknown("its columns come from somewhere else");
  if (history.isMoved(table)) return unknown(`${table} is renamed or dropped in another step`);
  if (history.hasKey(table)) return present("a key tells its rows apart");
  if (history.mayHide(table)) return unknown("not all migrations of it can be read");
  return absent(
    `${table} has neither a primary key nor a unique one, so that nothing keeps the same row from being there twice, and replication can't tell which one to change`,
    "a primary key",
  );
}
