import type { Migration } from "./migration.js";

/** What all migrations of a folder say together of the schema. */
export class SchemaHistory {
  readonly #types = new Map<string, string | undefined>();
  readonly #keys = new Map<string, (readonly string[])[]>();
  readonly #notNullChecks = new Set<string>();
  /** False where one of them can't be read in full: something may be made there. */
  readonly isWhole: boolean;

  constructor(migrations: readonly Migration[], notNullChecks: readonly string[] = []) {
    this.isWhole = migrations.every((migration) => migration.isWhole);
    for (const check of notNullChecks) this.#notNullChecks.add(check);
    for (const { up } of migrations) for (const change of up) this.#add(change);
  }

  /** The one type that a column ever had before; undefined where it is not known, or had several. */
  typeOf(table: string, column: string): string | undefined {
    const key = `${table}.${column}`;
    return (this.#retyped.get(key) ?? 0) > 1 ? undefined : this.#types.get(key);
  }

  /** True where an index, a key or a unique constraint begins with these columns, in any order. */
  hasIndexOn(table: string, columns: readonly string[]): boolean {
    return (this.#keys.get(table) ?? []).some((key) => {
      const first = key.slice(0, columns.length);
      return columns.every((column) => first.includes(column));
    });
  }

  /** True where something tells the rows of a table apart. */
  hasKey(table: string): boolean {
    return this.#unique.has(table);
  }

  hasNotNullCheck(table: string, column: string): boolean {
    return this.#notNullChecks.has(column) && table !== "";
  }

  /** True where a later step renames or drops a table or column, so that what is said of its name says little of it. */
  isMoved(table: string, columns: readonly string[] = []): boolean {
    return (
      this.#moved.has(table) || columns.some((column) => this.#moved.has(`${table}.${column}`))
    );
  }

  readonly #unique = new Set<string>();
  readonly #moved = new Set<string>();
  readonly #retyped = new Map<string, number>();

  #add(change: Migration["up"][number]): void {
    const { action, table, columns, column, newName } = change;
    if (table === undefined) return;
    if (action === "drop-table" || action === "rename-table") this.#moved.add(table);
    const [first = ""] = columns;
    if (action === "drop-column" || action === "rename-column")
      this.#moved.add(`${table}.${first}`);
    if (action === "change-type") {
      const key = `${table}.${first}`;
      this.#retyped.set(key, (this.#retyped.get(key) ?? 0) + 1);
    }
    if (action === "rename-table" && newName !== undefined) this.#rename(table, newName);
    if (action === "add-column" && column?.name !== undefined)
      this.#addColumn(table, column.name, change);
    const isUnique =
      action === "add-primary-key" || action === "add-unique" || change.isUnique === true;
    if (isUnique) this.#unique.add(table);
    // An index that has only some of the rows does not find the others.
    if ((isUnique || action === "create-index") && change.isDerived !== true)
      this.#index(table, columns);
    if (isUnique && change.isDeferred) this.#index(table, columns);
  }

  #addColumn(table: string, name: string, { column }: Migration["up"][number]): void {
    const key = `${table}.${name}`;
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
