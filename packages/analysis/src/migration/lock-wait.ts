import { absent, present, unknown, type Fact } from "@faultline/contract";
import { packageMentions } from "../project/package-text.js";
import { isNewTable, type Migration } from "./migration.js";
import type { SchemaAction, SchemaChange } from "./schema-change.js";

const LOCKS: ReadonlySet<SchemaAction> = new Set([
  "drop-table",
  "rename-table",
  "add-column",
  "drop-column",
  "rename-column",
  "change-type",
  "set-not-null",
  "add-foreign-key",
  "add-check",
  "add-unique",
  "add-primary-key",
  "create-index",
  "alter-table",
  "truncate",
  "rewrite",
]);

/** The first change for which a table that is in use is locked. */
export function firstLock(migration: Migration): SchemaChange | undefined {
  if (migration.dialect !== "postgres") return undefined;
  return migration.up.find(
    ({ action, table, isInline, isConcurrent }) =>
      LOCKS.has(action) &&
      isInline !== true &&
      isConcurrent !== true &&
      table !== undefined &&
      !isNewTable(migration, table),
  );
}

/** Whether a statement that can't get its lock gives up, instead of having everyone queue behind it. */
export function lockWaitFact(
  first: SchemaChange,
  { up }: Migration,
  path: string | undefined,
): Fact {
  const before = up.slice(0, up.indexOf(first));
  if (before.some(({ action }) => action === "limit-lock-wait"))
    return present("lock_timeout is set before it");
  if (packageMentions(path, /lock_?timeout/i))
    return unknown("code of the package may set lock_timeout");
  return absent(
    `${first.says} waits for its lock on ${String(first.table)} without lock_timeout, and behind it wait all queries of the table`,
    "SET lock_timeout = '5s' at the top of the migration, and run it again when it gives up",
  );
}
