/** What a migration does to the schema, the same for SQL and for every builder. */
export type SchemaAction =
  | "create-table"
  | "drop-table"
  | "rename-table"
  | "add-column"
  | "drop-column"
  | "rename-column"
  | "change-type"
  | "set-not-null"
  | "add-foreign-key"
  | "add-check"
  | "add-unique"
  | "add-primary-key"
  | "create-index"
  | "drop-index"
  | "alter-table"
  | "truncate"
  | "fill"
  | "rewrite"
  | "create-view"
  | "validate"
  | "limit-lock-wait"
  | "skip-key-checks"
  | "begin"
  | "commit";

export interface SchemaChange {
  readonly action: SchemaAction;
  /** As it is written, without its schema; missing where something else decides it. */
  readonly table?: string;
  /** Of an index, a key or a constraint, in order; of a column's own change, the one. */
  readonly columns: readonly string[];
  /** As it is once the change is made. */
  readonly column?: ColumnDefinition;
  /** The new name of what is renamed. */
  readonly newName?: string;
  /** The table that a foreign key points at. */
  readonly references?: string;
  /** `CONCURRENTLY`. */
  readonly isConcurrent?: boolean;
  /** `NOT VALID`, `USING INDEX`: the long part is left for later, or was done before. */
  readonly isDeferred?: boolean;
  /** What a table is made from, where that is no list of columns: a query, another table, a parent. */
  readonly isDerived?: boolean;
  /** Part of `CREATE TABLE`. */
  readonly isInline?: boolean;
  readonly isUnique?: boolean;
  /** The type is written again with every change of the column, so that it says nothing new by itself. */
  readonly isRestated?: boolean;
  /** How MySQL is told to do it, or the kind of index that it can't build beside writes. */
  readonly algorithm?: string;
  /** The change in words, as a message says it: `CREATE INDEX`. */
  readonly says: string;
  /** Offsets into the file, of the statement's head. */
  readonly start: number;
  readonly end: number;
}

export interface ColumnDefinition {
  readonly name?: string;
  /** In small letters; empty where something else decides it. */
  readonly type: string;
  readonly isNotNull: boolean;
  /** The default's text, in small letters; missing where there is none. */
  readonly fallback?: string;
  readonly references?: string;
  readonly isPrimary: boolean;
  readonly isUnique: boolean;
  readonly isChecked: boolean;
  /** Generated and kept in the table. */
  readonly isStored: boolean;
  /** Numbered by the database. */
  readonly isCounted: boolean;
}

/** Names are compared without their case: databases that tell cases apart have no two names that differ in nothing else. */
export function isSameName(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && a.toLowerCase() === b?.toLowerCase();
}

/** True for a change that makes columns point at another table. */
export function isForeignKey({ action, column, isRestated }: SchemaChange): boolean {
  if (isRestated) return false;
  return (
    action === "add-foreign-key" || (action === "add-column" && column?.references !== undefined)
  );
}
