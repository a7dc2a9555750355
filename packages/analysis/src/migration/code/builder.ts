import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../../javascript/source.js";
import type { Migration, Runner } from "../migration.js";
import type { ColumnDefinition, SchemaChange } from "../schema-change.js";
import type { Chain } from "./chain.js";
import type { MigrationModule } from "./module-shape.js";

/** What a runner's own calls say; one file for each. */
export interface Builder {
  readonly runner: Runner;
  /** What it is imported from, or installed as. */
  readonly packages: readonly string[];
  /** True where it hands its object over as `this`. */
  readonly isOwnObject?: boolean;
  /** Calls whose argument is SQL. */
  sqlIn(chain: Chain): readonly Node[];
  changesIn(chain: Chain): readonly SchemaChange[];
  transaction(
    module: MigrationModule,
    program: TSESTree.Program,
    text: string,
  ): Migration["transaction"];
}

const PLAIN_COLUMN: ColumnDefinition = {
  type: "",
  isNotNull: false,
  isPrimary: false,
  isUnique: false,
  isChecked: false,
  isStored: false,
  isCounted: false,
};

/** A change at a call's name and first argument. */
export function changeAt(
  at: { readonly node: Node; readonly args?: readonly Node[] },
  change: Omit<SchemaChange, "columns" | "start" | "end" | "table"> & {
    readonly columns?: readonly string[];
    readonly table: string | undefined;
  },
): SchemaChange {
  const { table, ...rest } = change;
  const [start] = at.node.range;
  return {
    columns: [],
    ...rest,
    ...(table !== undefined && { table }),
    start,
    end: at.node.range[1],
  };
}

export function column(definition: Partial<ColumnDefinition>): ColumnDefinition {
  return { ...PLAIN_COLUMN, ...definition };
}
