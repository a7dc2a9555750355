import type { Fact } from "@faultline/contract";
import type { Migration, Runner } from "./migration.js";
import type { SchemaChange } from "./schema-change.js";

/** What the text of one migration says by itself, whatever stands beside it. */
export interface RawMigration {
  readonly runner: Runner;
  readonly up: readonly SchemaChange[];
  readonly isWhole: boolean;
  readonly transaction: Migration["transaction"];
  readonly down?: Fact;
  /** What of its text is SQL. */
  readonly sql: string;
  /** Where a finding about the whole goes, as offsets. */
  readonly head: { readonly start: number; readonly end: number };
}

export const EMPTY_HEAD = { start: 0, end: 0 };
