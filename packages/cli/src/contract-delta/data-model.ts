import { join } from "node:path";
import type { DataModelChange, SourceLocation } from "@faultline/contract";
import { schemaChangesOf, type MigrationChanges, type SchemaChange } from "@faultline/analysis";
import { comparePrisma } from "./prisma.js";
import type { Trees } from "./tree.js";

/**
 * What the change does to the data model: what its new migrations do, and where Prisma's schema changes without one, what
 * that says. Migrations that were there before have run, and editing them changes nothing.
 */
export function dataModelDelta(trees: Trees, root: string): readonly DataModelChange[] {
  const { base, head, changed } = trees;
  const known = new Set(changed.length > 0 ? base.files : []);
  const migrations = changed.flatMap((file) => {
    const text = known.has(file) ? undefined : readable(head.read(file));
    const read = text === undefined ? undefined : schemaChangesOf(file, text, join(root, file));
    return text !== undefined && read ? [{ file, text, read }] : [];
  });
  const changes = migrations.flatMap(({ file, text, read }) => {
    const isUndoneBeside = UP.test(file) && head.read(file.replace(UP, "down.sql")) !== undefined;
    const hasWayDown = read.hasWayDown || isUndoneBeside;
    return read.changes.flatMap((change) => changeOf(file, text, { change, hasWayDown }));
  });
  const isMigrated = (file: string): boolean =>
    migrations.some((migration) => migration.file.startsWith(folderOf(file)));
  return [...changes, ...comparePrisma(trees, isMigrated)];
}

/** `1.up.sql` is undone by `1.down.sql` beside it. */
const UP = /up\.sql$/i;
/** Larger files hold rows. */
const MAX_CHARACTERS = 1024 * 1024;

function readable(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= MAX_CHARACTERS ? text : undefined;
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf("/") + 1);
}

interface Step {
  readonly change: SchemaChange;
  readonly hasWayDown: MigrationChanges["hasWayDown"];
}

function changeOf(file: string, text: string, step: Step): readonly DataModelChange[] {
  const said = wordsFor(step.change);
  const { table } = step.change;
  if (said === undefined || table === undefined) return [];
  const [column] = step.change.columns;
  const isOfColumn = COLUMN_ACTIONS.has(step.change.action) && column !== undefined;
  return [
    {
      subject: isOfColumn ? `${table}.${column}` : table,
      change: said,
      location: placeIn(file, text, step.change),
      reversal: reversalOf(step),
    },
  ];
}

const COLUMN_ACTIONS: ReadonlySet<string> = new Set([
  "add-column",
  "drop-column",
  "rename-column",
  "change-type",
  "set-not-null",
]);

function wordsFor(change: SchemaChange): string | undefined {
  const { action, columns, newName, column, references, isUnique } = change;
  switch (action) {
    case "create-table":
    case "add-column":
      return action === "add-column" && column?.isNotNull && column.fallback === undefined
        ? "was added, NOT NULL and without a default"
        : "was added";
    case "drop-table":
    case "drop-column":
      return "was dropped";
    case "rename-table":
    case "rename-column":
      return newName === undefined ? "was renamed" : `was renamed to ${newName}`;
    case "change-type":
      return column?.type ? `changed its type to ${column.type}` : "changed its type";
    case "set-not-null":
      return "became NOT NULL";
    case "add-foreign-key":
      return `got a foreign key${references === undefined ? "" : ` to ${references}`}`;
    case "add-unique":
      return `got a unique constraint${listed(columns)}`;
    case "create-index":
      return `got ${isUnique ? "a unique" : "an"} index${listed(columns)}`;
    case "truncate":
      return "lost all its rows";
    default:
      return undefined;
  }
}

function listed(columns: readonly string[]): string {
  return columns.length > 0 ? ` on ${columns.join(", ")}` : "";
}

/** What the release before meets when it comes back. */
function reversalOf({ change, hasWayDown }: Step): DataModelChange["reversal"] {
  switch (change.action) {
    case "drop-table":
    case "drop-column":
    case "truncate":
      return hasWayDown ? "lossy" : "irreversible";
    case "create-table":
    case "create-index":
    case "add-foreign-key":
    case "add-unique":
      return "reversible";
    case "add-column": {
      const { column } = change;
      const isFilled = !column?.isNotNull || column.fallback !== undefined || column.isCounted;
      return isFilled || hasWayDown ? "reversible" : "irreversible";
    }
    case "rename-table":
    case "rename-column":
    case "set-not-null":
      return hasWayDown ? "reversible" : "irreversible";
    default:
      return "unknown";
  }
}

function placeIn(file: string, text: string, { start, end }: SchemaChange): SourceLocation {
  const from = lineAndColumn(text, start);
  const to = lineAndColumn(text, end);
  return { file, line: from.line, column: from.column, endLine: to.line, endColumn: to.column };
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
