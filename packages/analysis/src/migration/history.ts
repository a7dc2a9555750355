import type { Migration } from "./migration.js";
import { isForeignKey, type SchemaChange } from "./schema-change.js";

/** What all migrations of a folder say together of the schema. */
export class SchemaHistory {
  readonly #types = new Map<string, string | undefined>();
  readonly #keys = new Map<string, (readonly string[])[]>();
  readonly #notNullChecks = new Set<string>();
  readonly #unread: readonly string[];

  constructor(migrations: readonly Migration[], notNullChecks: readonly string[] = []) {
    this.#unread = migrations.flatMap(({ unread }) => unread ?? []);
    for (const check of notNullChecks) this.#notNullChecks.add(check);
    for (const migration of migrations) {
      for (const change of migration.up) this.#add(change);
      for (const change of migration.up) this.#addForeignKey(change, migration);
    }
  }

  /** The one type that a column ever had before; undefined where it is not known, or had several. */
  typeOf(table: string, column: string): string | undefined {
    const key = keyOf(table, column);
    return (this.#retyped.get(key) ?? 0) > 1 ? undefined : this.#types.get(key);
  }

  /** True where an index, a key or a unique constraint begins with these columns, in any order. */
  hasIndexOn(table: string, columns: readonly string[]): boolean {
    return (this.#keys.get(keyOf(table)) ?? []).some((key) => {
      const first = key.slice(0, columns.length);
      return columns.every((column) => first.includes(keyOf(column)));
    });
  }

  /** True where a foreign key is not there already under the same columns: one finding is enough. */
  isFirstKey(change: SchemaChange, { path }: Migration): boolean {
    const key = keyOf(change.table ?? "", ...change.columns);
    return this.#foreignKeys.get(key) === `${path}:${String(change.start)}`;
  }

  /** True where a column could never be null. */
  wasNotNull(table: string, column: string): boolean {
    return this.#notNull.has(keyOf(table, column));
  }

  /** True where a migration that can't be read in full may be about a table: it is named there, or the text comes from a file. */
  mayHide(table: string): boolean {
    return this.#unread.some(
      (text) =>
        text.includes(keyOf(table)) || text.includes("readfile") || text.includes("${table"),
    );
  }

  /** True where something tells the rows of a table apart. */
  hasKey(table: string): boolean {
    return this.#unique.has(keyOf(table));
  }

  hasNotNullCheck(table: string, column: string): boolean {
    return this.#notNullChecks.has(keyOf(column)) && table !== "";
  }

  /** True where a later step renames or drops a table or column, so that what is said of its name says little of it. */
  isMoved(table: string, columns: readonly string[] = []): boolean {
    return (
      this.#moved.has(table) || columns.some((column) => this.#moved.has(`${table}.${column}`))
    );
  }

  readonly #unique = new Set<string>();
  readonly #notNull = new Set<string>();
  readonly #foreignKeys = new Map<string, string>();
  readonly #moved = new Set<string>();
  readonly #retyped = new Map<string, number>();

  #add(change: SchemaChange): void {
    const { action, column, newName } = change;
    if (change.table === undefined) return;
    const table = keyOf(change.table);
    const columns = change.columns.map((name) => keyOf(name));
    if (action === "drop-table" || action === "rename-table") this.#moved.add(table);
    const [first = ""] = columns;
    if (action === "drop-column" || action === "rename-column")
      this.#moved.add(`${table}.${first}`);
    if (action === "change-type") {
      const key = `${table}.${first}`;
      this.#retyped.set(key, (this.#retyped.get(key) ?? 0) + 1);
    }
    if (action === "rename-table" && newName !== undefined) this.#rename(table, keyOf(newName));
    if (action === "add-column" && column?.name !== undefined)
      this.#addColumn(table, keyOf(column.name), change);
    const isUnique =
      action === "add-primary-key" || action === "add-unique" || change.isUnique === true;
    if (isUnique) this.#unique.add(table);
    // An index that has only some of the rows does not find the others.
    if ((isUnique || action === "create-index") && change.isDerived !== true)
      this.#index(table, columns);
    if (isUnique && change.isDeferred) this.#index(table, columns);
  }

  #addForeignKey(change: SchemaChange, { path }: Migration): void {
    if (change.table === undefined || !isForeignKey(change)) return;
    const key = keyOf(change.table, ...change.columns);
    if (!this.#foreignKeys.has(key)) this.#foreignKeys.set(key, `${path}:${String(change.start)}`);
  }

  #addColumn(table: string, name: string, { column }: SchemaChange): void {
    const key = `${table}.${name}`;
    if (column?.isNotNull) this.#notNull.add(key);
    const type = column?.type === "" ? undefined : column?.type;
    this.#types.set(key, this.#types.has(key) && this.#types.get(key) !== type ? undefined : type);
    if (column?.isPrimary || column?.isUnique) {
      this.#unique.add(table);
      this.#index(table, [name]);
    }
  }

  #index(table: string, columns: readonly string[]): void {
    const keys = this.#keys.get(table) ?? [];
    keys.push(columns);
    this.#keys.set(table, keys);
  }

  #rename(from: string, to: string): void {
    for (const columns of this.#keys.get(from) ?? []) this.#index(to, columns);
    if (this.#unique.has(from)) this.#unique.add(to);
  }
}

/** As names are compared. */
function keyOf(...names: readonly string[]): string {
  return names.join(".").toLowerCase();
}
