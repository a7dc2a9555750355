import { isMigrationFile } from "./migration-files.js";
import { readMigration } from "./migration-folder.js";
import { isNewTable } from "./migration.js";
import type { SchemaChange } from "./schema-change.js";

/** What one migration does to tables that were there before, and the tables that it makes. */
export interface MigrationChanges {
  readonly changes: readonly SchemaChange[];
  /** Whether the file itself says how to undo it. */
  readonly hasWayDown: boolean;
}

/**
 * What a file changes of the schema, in order; undefined where it is no migration. What its text leaves to something else
 * is left out.
 */
export function schemaChangesOf(
  file: string,
  text: string,
  path?: string,
): MigrationChanges | undefined {
  if (!isMigrationFile(file)) return undefined;
  const raw = readMigration(file, text, path);
  if (!raw) return undefined;
  const isOfNewTable = ({ action, table }: SchemaChange): boolean =>
    action !== "create-table" && table !== undefined && isNewTable(raw, table);
  return {
    changes: raw.up.filter((change) => !isOfNewTable(change)),
    hasWayDown: raw.down?.state === "present",
  };
}
