import { absent, present, unknown, type Fact } from "@faultline/contract";
import { defaultKind } from "./default-value.js";
import type { SchemaHistory } from "./history.js";
import type { Migration } from "./migration.js";
import { isSameName, type ColumnDefinition, type SchemaChange } from "./schema-change.js";

/** https://www.postgresql.org/docs/current/sql-altertable.html, .../explicit-locking.html */
export function postgresOnlineFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  const table = change.table ?? "the table";
  switch (change.action) {
    case "create-index":
      if (change.isDeferred) return unknown("an index of a partitioned table is built in parts");
      return absent(
        `${change.says} without CONCURRENTLY holds off every write to ${table} until the index is built`,
        `${change.says} CONCURRENTLY, outside of a transaction`,
      );
    case "add-foreign-key":
    case "add-check":
      if (change.isDeferred) return present("NOT VALID leaves the rows that are there for later");
      return absent(
        `${change.says} without NOT VALID checks every row of ${table} while writes wait`,
        "NOT VALID here, and VALIDATE CONSTRAINT in a later migration",
      );
    case "add-unique":
    case "add-primary-key":
      if (change.isDeferred) return present("it takes over an index that is built");
      return absent(
        `${change.says} builds an index on ${table} while reads and writes wait`,
        "CREATE UNIQUE INDEX CONCURRENTLY first, and ADD CONSTRAINT … USING INDEX",
      );
    case "set-not-null":
      return notNullFact(change, migration, history);
    case "add-column":
      return change.column && columnFact(change.column, table, change.columns[0]);
    case "change-type":
      return typeFact(change, history);
    case "rewrite":
      return absent(
        `${change.says} stops reads and writes of ${table} while it copies it`,
        change.says === "REINDEX" ? "REINDEX CONCURRENTLY" : "pg_repack, outside of migrations",
      );
    default:
      return undefined;
  }
}

function notNullFact(
  { table = "", columns, isRestated }: SchemaChange,
  { up }: Migration,
  history: SchemaHistory,
): Fact {
  const [column = ""] = columns;
  // Since PostgreSQL 12 a valid check spares the scan.
  const isProved = up.some(
    ({ action, table: of }) => action === "validate" && isSameName(of, table),
  );
  if (isProved || history.hasNotNullCheck(table, column))
    return present("a check of the column is valid already, so no row is read");
  if (isRestated && history.wasNotNull(table, column))
    return present("the column could not be null before either");
  return absent(
    `SET NOT NULL reads every row of ${table} while reads and writes wait`,
    `ADD CONSTRAINT … CHECK ("${column}" IS NOT NULL) NOT VALID and VALIDATE CONSTRAINT before it`,
  );
}

function columnFact(
  column: ColumnDefinition,
  table: string,
  name = "the column",
): Fact | undefined {
  if (column.isStored || column.isCounted) {
    return absent(
      `ADD COLUMN works out a value of ${name} for every row, so that ${table} is written anew while reads and writes wait`,
      "a column without it, filled in batches, and the default afterwards",
    );
  }
  if (column.isPrimary || column.isUnique || column.isChecked) {
    return absent(
      `ADD COLUMN with a constraint reads every row of ${table} while reads and writes wait`,
      "the column alone, and the constraint in steps of its own",
    );
  }
  const kind = column.fallback === undefined ? undefined : defaultKind(column.fallback);
  if (kind === "each") {
    return absent(
      `the default of ${name} differs for every row, so that ADD COLUMN writes ${table} anew while reads and writes wait`,
      "ADD COLUMN without a default, then SET DEFAULT, and fill the rows in batches",
    );
  }
  if (kind === "unknown")
    return unknown("whether the default is the same for all rows can't be read");
  const isEmpty = column.fallback === undefined || /^null\b/.test(column.fallback);
  if (column.isNotNull && isEmpty) {
    return absent(
      `ADD COLUMN ${name} NOT NULL without a default fails as soon as ${table} has a row, and the release stops`,
      "a default, or a column that may be null until it is filled",
    );
  }
  return present("only the catalogue changes");
}

/** Texts of any length, and types whose width decides: a wider one is no work. */
const MAY_BE_SAME =
  /^(?:(?:text|citext|name)|(?:character varying|varchar|bit varying|varbit|numeric|decimal|time|timestamp|timestamptz|interval)\b.*)$/;

function typeFact(
  { table = "", columns, column, isRestated }: SchemaChange,
  history: SchemaHistory,
): Fact {
  const [name = ""] = columns;
  const type = column?.type ?? "";
  if (type === "" || MAY_BE_SAME.test(type.replace(/ using .*$/, "")))
    return unknown("whether the type needs a rewrite depends on the one before");
  const before = history.typeOf(table, name);
  if (before === type) return present("the type stays as it was");
  if (before === undefined && isRestated) return unknown("the type before can't be read");
  return absent(
    `ALTER COLUMN ${name} TYPE ${type} writes ${table} anew while reads and writes wait`,
    "a new column of that type, filled in batches, that the next release reads",
  );
}
