import type { Fact } from "@faultline/contract";
import type { SchemaChange } from "./schema-change.js";

export type Dialect = "postgres" | "mysql" | "sqlite" | "clickhouse" | "mssql";

/** What runs a migration, as far as that makes a difference. */
export type Runner =
  | "sql"
  | "prisma"
  | "drizzle"
  | "knex"
  | "typeorm"
  | "sequelize"
  | "kysely"
  | "node-pg-migrate"
  | "mikro-orm"
  | "db-migrate";

/** One file that changes the schema, in whatever language it is written. */
export interface Migration {
  /** Where it is on disk; empty for text that is not on disk. */
  readonly path: string;
  readonly runner: Runner;
  /** Missing where nothing tells which database it is for. */
  readonly dialect: Dialect | undefined;
  /** What it does on its way up, in order. */
  readonly up: readonly SchemaChange[];
  /** Its text, where part of what it does can't be read; missing where all of it can. */
  readonly unread?: string;
  /** Whether its runner puts it into a transaction. */
  readonly transaction: "inside" | "outside" | "unknown";
  /** Whether it can be undone; missing where its runner has no way down. */
  readonly down?: Fact;
}

/** Whether a migration makes a table itself, so that nothing is in it yet and nobody reads it. */
export function isNewTable({ up }: Pick<Migration, "up">, name: string): boolean {
  const made = new Set<string>();
  for (const { action, table, newName } of up) {
    if (table === undefined) continue;
    if (action === "create-table") made.add(table.toLowerCase());
    if (action === "rename-table" && made.has(table.toLowerCase()) && newName !== undefined)
      made.add(newName.toLowerCase());
  }
  return made.has(name.toLowerCase());
}
