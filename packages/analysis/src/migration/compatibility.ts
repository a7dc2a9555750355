import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { SchemaHistory } from "./history.js";
import { isNewTable, type Migration } from "./migration.js";
import { isSameName, type SchemaChange } from "./schema-change.js";

const STEPS =
  "steps over several releases: add the new one, write both, fill it, read it, drop the old one";

/**
 * Whether the release that still runs finds what it reads; undefined where a change takes nothing away. That a column or
 * table is dropped with nothing in its place says nothing of who still reads it, and is `dropFact`'s.
 */
export function compatibilityFact(
  change: SchemaChange,
  migration: Migration,
  history: SchemaHistory,
): Fact | undefined {
  const { action, table, newName } = change;
  if (migration.dialect === "sqlite" || migration.dialect === "clickhouse" || change.isInline)
    return undefined;
  if (!MOVES.has(action)) return undefined;
  if (table === undefined) return unknown("which table it changes is decided elsewhere");
  if (isNewTable(migration, table)) return present(`${table} is made in the same migration`);
  switch (action) {
    case "rename-table":
      return renamedTableFact(change, migration);
    case "rename-column":
      if (isNewColumn(change, migration))
        return present("the column is made in the same migration");
      return absent(
        `${change.says} takes ${table}.${String(change.columns[0])} away from the release that still runs, whose queries fail until it is gone`,
        newName === undefined ? STEPS : `a new column ${newName} and ${STEPS}`,
      );
    case "change-type":
      return narrowingFact(change, history);
    default:
      return replacedFact(change, migration);
  }
}

const MOVES: ReadonlySet<string> = new Set([
  "rename-table",
  "rename-column",
  "change-type",
  "drop-column",
  "drop-table",
]);

/** True for a column that the same migration adds, or moves its values to. */
function isNewColumn({ table, columns: [column] }: SchemaChange, { up }: Migration): boolean {
  return up.some(
    (other) =>
      other.action === "add-column" &&
      isSameName(other.table, table) &&
      isSameName(other.columns[0], column),
  );
}

/** True where another column takes over the name of a dropped one. */
function isTakenOver({ table, columns: [column] }: SchemaChange, { up }: Migration): boolean {
  return up.some(
    (other) =>
      (other.action === "rename-column" || other.action === "rename-table") &&
      isSameName(other.newName, other.action === "rename-table" ? table : column) &&
      (other.action === "rename-table" || isSameName(other.table, table)),
  );
}

function renamedTableFact({ table = "", newName }: SchemaChange, { up }: Migration): Fact {
  const stays = up.some(
    (other) =>
      (other.action === "create-view" ||
        other.action === "create-table" ||
        other.action === "rename-table") &&
      isSameName(other.action === "rename-table" ? other.newName : other.table, table),
  );
  if (stays) return present(`something is called ${table} afterwards`);
  return absent(
    `renaming the table ${table} takes it away from the release that still runs, whose queries fail until it is gone`,
    newName === undefined
      ? STEPS
      : `a view called ${table} in the same migration, until no release asks for it`,
  );
}

/** What is dropped and made again, or moved to another column, in one step. */
function replacedFact(change: SchemaChange, migration: Migration): Fact | undefined {
  const { action, table = "", columns } = change;
  if (action !== "drop-column") return undefined;
  const [column = ""] = columns;
  const isFilled = migration.up.some(
    (other) => other.action === "fill" && isSameName(other.table, table),
  );
  if (isFilled) return present("the rows are filled again");
  return isNewColumn(change, migration)
    ? absent(
        `the column ${table}.${column} is dropped and added again, so that every value in it is lost`,
        "ALTER COLUMN … TYPE … USING, or a new column that is filled first",
      )
    : undefined;
}

function narrowingFact(
  { table = "", columns, column }: SchemaChange,
  history: SchemaHistory,
): Fact {
  const [name = ""] = columns;
  const before = history.typeOf(table, name);
  const after = column?.type;
  if (before === undefined || after === undefined || after === "")
    return unknown("the type before can't be read");
  const isNarrower = isNarrowerThan(after, before);
  return isNarrower
    ? absent(
        `the column ${table}.${name} goes from ${before} to ${after}, which has no room for every value that may be there`,
        "a check that no value is longer, before the type changes",
      )
    : present("the new type has room for every value");
}

const INTEGERS = ["tinyint", "smallint", "mediumint", "integer", "bigint"];

function isNarrowerThan(after: string, before: string): boolean {
  const [small, large] = [integerWidth(after), integerWidth(before)];
  if (small !== -1 && large !== -1) return small < large;
  const [short, long] = [textWidth(after), textWidth(before)];
  return short !== undefined && long !== undefined && short < long;
}

function integerWidth(type: string): number {
  const name = type.replace(/\(\d+\)/, "").replace(/^int[24]?$/, "integer");
  return INTEGERS.indexOf(name);
}

function textWidth(type: string): number | undefined {
  const length = /^(?:character varying|varchar|char|character)\((\d+)\)$/.exec(type)?.[1];
  return length === undefined ? undefined : Number(length);
}

/** Whether what a change drops or deletes can't be asked for any more: only its release notes can say so. */
export function dropFact(change: SchemaChange, migration: Migration): Fact | undefined {
  const { action, table, columns } = change;
  if (action !== "drop-column" && action !== "drop-table" && action !== "truncate")
    return undefined;
  if (migration.dialect === "sqlite" || migration.dialect === "clickhouse") return undefined;
  if (table === undefined) return unknown("which table it changes is decided elsewhere");
  if (isNewTable(migration, table)) return present(`${table} is made in the same migration`);
  if (action === "truncate") {
    return absent(
      `${change.says} deletes every row of ${table}, and no way down brings them back`,
      "it once nothing reads those rows, and say in a comment why they may go",
    );
  }
  if (isTakenOver(change, migration)) return present("another one takes over its name");
  const what =
    action === "drop-table" ? `the table ${table}` : `the column ${table}.${String(columns[0])}`;
  return absent(
    `dropping ${what} fails the queries of the release that still runs if it reads it, and no way down brings the data back`,
    "a release that no longer reads it, and say which one in a comment here",
  );
}
