import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../../../javascript/source.js";
import type { ColumnDefinition, SchemaChange } from "../../schema-change.js";
import { changeAt, column, type Builder } from "../builder.js";
import type { Chain, Link } from "../chain.js";
import { methodsOf, type MigrationModule } from "../module-shape.js";
import { flagValue, itemsOf, nameValue, nameValues, propertyOf, textValue } from "../values.js";

/** https://typeorm.io/docs/migrations/api: `queryRunner`. */
export const typeorm: Builder = {
  runner: "typeorm",
  packages: ["typeorm"],
  sqlIn: ({ links: [link] }) => (link?.name === "query" ? link.args.slice(0, 1) : []),
  changesIn: ({ links: [link] }: Chain) => (link ? changesOf(link) : []),
  transaction(module) {
    return isOff(module) ? "outside" : "inside";
  },
};

/** `transaction = false`, which the mode `each` lets a migration say. */
function isOff({ owner }: MigrationModule): boolean {
  const property = owner && methodsOf(owner).get("transaction");
  return (
    property?.type === "PropertyDefinition" && flagValue(property.value ?? undefined) === false
  );
}

function changesOf(link: Link): readonly SchemaChange[] {
  const [first, second, third] = link.args;
  const table = nameValue(first);
  const one = (change: Parameters<typeof changeAt>[1]): readonly SchemaChange[] => [
    changeAt(link, change),
  ];
  switch (link.name) {
    case "createTable":
      return tableOf(link, first, table);
    case "dropTable":
      return one({ action: "drop-table", table, says: "dropTable" });
    case "renameTable":
      return one({ action: "rename-table", table, ...renamed(second), says: "renameTable" });
    case "addColumn":
    case "addColumns":
      return itemsOf(second).map((item) => added(link, item, table));
    case "dropColumn":
    case "dropColumns":
      return itemsOf(second).map((item) =>
        changeAt(link, {
          action: "drop-column",
          table,
          columns: nameValues(item),
          says: "dropColumn",
        }),
      );
    case "renameColumn":
      return one({
        action: "rename-column",
        table,
        columns: nameValues(second),
        ...renamed(third),
        says: "renameColumn",
      });
    default:
      return keysIn(link, table);
  }
}

/** Indexes and constraints. */
function keysIn(link: Link, table: string | undefined): readonly SchemaChange[] {
  const second = link.args[1];
  const one = (change: Parameters<typeof changeAt>[1]): readonly SchemaChange[] => [
    changeAt(link, change),
  ];
  switch (link.name) {
    case "createIndex":
    case "createIndices":
      return itemsOf(second).map((item) => indexOf(link, item, table));
    case "createForeignKey":
    case "createForeignKeys":
      return itemsOf(second).map((item) => keyOf(link, item, table));
    case "createPrimaryKey":
      return one({
        action: "add-primary-key",
        table,
        columns: nameValues(second),
        says: "createPrimaryKey",
      });
    case "createUniqueConstraint":
      return one({
        action: "add-unique",
        table,
        columns: nameValues(propertyOf(second, "columnNames")),
        says: "createUniqueConstraint",
      });
    case "createCheckConstraint":
      return one({ action: "add-check", table, says: "createCheckConstraint" });
    case "clearTable":
      return one({ action: "truncate", table, says: "clearTable" });
    case "dropIndex":
    case "dropForeignKey":
    case "dropUniqueConstraint":
    case "changeColumn":
    case "changeColumns":
      return one({ action: "alter-table", table, says: link.name });
    default:
      return [];
  }
}

function tableOf(
  link: Link,
  node: Node | undefined,
  table: string | undefined,
): readonly SchemaChange[] {
  const columns = propertyOf(node, "columns");
  const inline = { isInline: true, says: "createTable" } as const;
  const parts = itemsOf(columns).map((item) => ({ ...added(link, item, table), ...inline }));
  const keys = itemsOf(propertyOf(node, "foreignKeys")).map((item) => ({
    ...keyOf(link, item, table),
    ...inline,
  }));
  const indexes = itemsOf(propertyOf(node, "indices", "uniques")).map((item) => ({
    ...indexOf(link, item, table),
    ...inline,
  }));
  const made = changeAt(link, {
    action: "create-table",
    table,
    ...(!columns && { isDerived: true }),
    says: "createTable",
  });
  return [made, ...parts, ...indexes, ...keys];
}

function added(link: Link, node: Node, table: string | undefined): SchemaChange {
  const name = nameValue(propertyOf(node, "name"));
  return changeAt(link, {
    action: "add-column",
    table,
    columns: name === undefined ? [] : [name],
    column: columnOf(node, name),
    says: link.name,
  });
}

function columnOf(node: Node, name: string | undefined): ColumnDefinition {
  const fallback = propertyOf(node, "default");
  const isPrimary = flagValue(propertyOf(node, "isPrimary")) === true;
  return column({
    ...(name !== undefined && { name }),
    type: textValue(propertyOf(node, "type"))?.toLowerCase() ?? "",
    // Without `isNullable` a column of TypeORM can't be null.
    isNotNull:
      flagValue(propertyOf(node, "isNullable")) !== true && propertyOf(node, "type") !== undefined,
    ...(fallback && { fallback: textValue(fallback)?.toLowerCase() ?? "''" }),
    isPrimary,
    isUnique: flagValue(propertyOf(node, "isUnique")) === true,
    isCounted: flagValue(propertyOf(node, "isGenerated")) === true,
  });
}

function indexOf(link: Link, node: Node, table: string | undefined): SchemaChange {
  return changeAt(link, {
    action: "create-index",
    table,
    columns: nameValues(propertyOf(node, "columnNames")),
    isUnique: flagValue(propertyOf(node, "isUnique")) === true,
    isConcurrent: flagValue(propertyOf(node, "isConcurrent")) === true,
    ...(propertyOf(node, "where") && { isDerived: true }),
    says: "createIndex",
  });
}

function keyOf(link: Link, node: Node, table: string | undefined): SchemaChange {
  const references = nameValue(propertyOf(node, "referencedTableName"));
  return changeAt(link, {
    action: "add-foreign-key",
    table,
    columns: nameValues(propertyOf(node, "columnNames")),
    ...(references !== undefined && { references }),
    says: "createForeignKey",
  });
}

function renamed(node: TSESTree.Node | undefined): { readonly newName?: string } {
  const newName = nameValue(node);
  return newName === undefined ? {} : { newName };
}
