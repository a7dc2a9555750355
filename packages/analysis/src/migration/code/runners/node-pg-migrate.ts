import { staticName } from "../../../javascript/bindings/static-name.js";
import type { Node } from "../../../javascript/source.js";
import type { ColumnDefinition, SchemaChange } from "../../schema-change.js";
import { changeAt, column, type Builder } from "../builder.js";
import type { Chain, Link } from "../chain.js";
import { flagValue, nameValue, nameValues, objectOf, propertyOf, textValue } from "../values.js";

/** https://salsita.github.io/node-pg-migrate/migrations/: `pgm`. */
export const nodePgMigrate: Builder = {
  runner: "node-pg-migrate",
  packages: ["node-pg-migrate"],
  sqlIn: ({ links: [link] }) => (link?.name === "sql" ? link.args.slice(0, 1) : []),
  changesIn: ({ links: [link] }: Chain) => (link ? changesOf(link) : []),
  transaction: (_module, _program, text) =>
    text.includes(".noTransaction()") ? "outside" : "inside",
};

function changesOf(link: Link): readonly SchemaChange[] {
  const [first, second, third] = link.args;
  const table = nameValue(first);
  const says = link.name;
  const one = (
    change: Omit<Parameters<typeof changeAt>[1], "table" | "says">,
  ): readonly SchemaChange[] => [changeAt(link, { table, says, ...change })];
  switch (link.name) {
    case "createTable":
      return [
        changeAt(link, { action: "create-table", table, says }),
        ...columnsOf(link, second, table).map((change) => ({ ...change, isInline: true })),
      ];
    case "dropTable":
      return one({ action: "drop-table" });
    case "renameTable":
      return one({ action: "rename-table", ...renamed(second) });
    case "addColumn":
    case "addColumns":
      return columnsOf(link, second, table);
    case "dropColumn":
    case "dropColumns":
      return one({ action: "drop-column", columns: nameValues(second) });
    case "renameColumn":
      return one({ action: "rename-column", columns: nameValues(second), ...renamed(third) });
    case "alterColumn":
      return alteredColumn(link, table);
    case "createIndex":
    case "addIndex":
      return one({
        action: "create-index",
        columns: nameValues(second),
        isConcurrent: flagValue(propertyOf(third, "concurrently")) === true,
        isUnique: flagValue(propertyOf(third, "unique")) === true,
        ...(propertyOf(third, "where") && { isDerived: true }),
      });
    case "addConstraint":
    case "createConstraint":
      return constraintsOf(link, table, third);
    default:
      return [];
  }
}

function columnsOf(
  link: Link,
  node: Node | undefined,
  table: string | undefined,
): readonly SchemaChange[] {
  return (objectOf(node)?.properties ?? []).flatMap((property): readonly SchemaChange[] => {
    const name = property.type === "Property" ? staticName(property) : undefined;
    if (property.type !== "Property" || name === undefined) return [];
    return [
      changeAt(
        { node: property.key },
        {
          action: "add-column",
          table,
          columns: [name],
          column: columnOf(property.value, name),
          says: link.name,
        },
      ),
    ];
  });
}

function columnOf(node: Node, name: string): ColumnDefinition {
  const short = textValue(node);
  const fallback = propertyOf(node, "default");
  const references = propertyOf(node, "references");
  const type = (short ?? textValue(propertyOf(node, "type")) ?? "").toLowerCase();
  const isId = short === "id";
  return column({
    name,
    type,
    isNotNull: flagValue(propertyOf(node, "notNull")) === true || isId,
    ...(fallback && { fallback: fallbackOf(fallback) }),
    ...(references && { references: nameValue(references) ?? "" }),
    isPrimary: isId || flagValue(propertyOf(node, "primaryKey")) === true,
    isUnique: flagValue(propertyOf(node, "unique")) === true,
    isChecked: propertyOf(node, "check") !== undefined,
    isCounted: type.includes("serial") || isId,
  });
}

/** `pgm.func("…")`, or a value. */
function fallbackOf(node: Node): string {
  if (node.type === "Literal") return typeof node.value === "string" ? "''" : String(node.value);
  const inner = node.type === "CallExpression" ? textValue(node.arguments[0]) : undefined;
  return inner?.toLowerCase() ?? "something ( )";
}

function alteredColumn(link: Link, table: string | undefined): readonly SchemaChange[] {
  const [, second, third] = link.args;
  const columns = nameValues(second);
  const type = textValue(propertyOf(third, "type"))?.toLowerCase();
  const isNotNull = flagValue(propertyOf(third, "notNull")) === true;
  return [
    ...(type === undefined
      ? []
      : [
          changeAt(link, {
            action: "change-type",
            table,
            columns,
            column: column({ type }),
            says: link.name,
          }),
        ]),
    ...(isNotNull
      ? [changeAt(link, { action: "set-not-null", table, columns, says: link.name })]
      : []),
  ];
}

function constraintsOf(
  link: Link,
  table: string | undefined,
  options: Node | undefined,
): readonly SchemaChange[] {
  const says = link.name;
  const key = propertyOf(options, "foreignKeys");
  const unique = propertyOf(options, "unique");
  const primary = propertyOf(options, "primaryKey");
  return [
    ...(key
      ? [
          changeAt(link, {
            action: "add-foreign-key",
            table,
            columns: nameValues(propertyOf(key, "columns")),
            says,
          }),
        ]
      : []),
    ...(unique
      ? [changeAt(link, { action: "add-unique", table, columns: nameValues(unique), says })]
      : []),
    ...(primary
      ? [changeAt(link, { action: "add-primary-key", table, columns: nameValues(primary), says })]
      : []),
    ...(propertyOf(options, "check") ? [changeAt(link, { action: "add-check", table, says })] : []),
  ];
}

function renamed(node: Node | undefined): { readonly newName?: string } {
  const newName = nameValue(node);
  return newName === undefined ? {} : { newName };
}
