import { staticName, unwrap } from "../../../javascript/bindings/static-name.js";
import type { Node } from "../../../javascript/source.js";
import type { ColumnDefinition, SchemaChange } from "../../schema-change.js";
import { changeAt, column, type Builder } from "../builder.js";
import type { Chain, Link } from "../chain.js";
import { flagValue, nameValue, nameValues, objectOf, propertyOf, textValue } from "../values.js";

/** https://sequelize.org/docs/v6/other-topics/query-interface/, also as the context of umzug. */
export const sequelize: Builder = {
  runner: "sequelize",
  packages: ["sequelize", "sequelize-cli", "umzug", "@sequelize/core"],
  sqlIn: ({ links }) =>
    links.filter(({ name }) => name === "query").flatMap(({ args }) => args.slice(0, 1)),
  changesIn: ({ links }: Chain) => links.flatMap(changesOf),
  transaction: () => "unknown",
};

function changesOf(link: Link): readonly SchemaChange[] {
  const [first, second, third] = link.args;
  const table = nameValue(first);
  const one = (change: Parameters<typeof changeAt>[1]): readonly SchemaChange[] => [
    changeAt(link, change),
  ];
  switch (link.name) {
    case "createTable":
      return tableOf(link, second, table);
    case "dropTable":
      return one({ action: "drop-table", table, says: "dropTable" });
    case "renameTable":
      return one({ action: "rename-table", table, ...renamed(second), says: "renameTable" });
    case "addColumn":
      return one({
        action: "add-column",
        table,
        columns: nameValues(second),
        column: columnOf(third, nameValue(second)),
        says: "addColumn",
      });
    case "removeColumn":
      return one({
        action: "drop-column",
        table,
        columns: nameValues(second),
        says: "removeColumn",
      });
    case "renameColumn":
      return one({
        action: "rename-column",
        table,
        columns: nameValues(second),
        ...renamed(third),
        says: "renameColumn",
      });
    case "changeColumn":
      return changed(link, table);
    default:
      return keysOf(link, table);
  }
}

/** Indexes and constraints. */
function keysOf(link: Link, table: string | undefined): readonly SchemaChange[] {
  const third = link.args[2];
  const one = (change: Parameters<typeof changeAt>[1]): readonly SchemaChange[] => [
    changeAt(link, change),
  ];
  switch (link.name) {
    case "addIndex":
      return one(indexOf(link, table));
    case "addConstraint":
      return constraintOf(link, table);
    case "removeIndex":
      return one({
        action: "drop-index",
        table,
        isConcurrent: isOn(third, "concurrently"),
        says: "removeIndex",
      });
    case "removeConstraint":
      return one({ action: "alter-table", table, says: "removeConstraint" });
    default:
      return [];
  }
}

function tableOf(
  link: Link,
  node: Node | undefined,
  table: string | undefined,
): readonly SchemaChange[] {
  const columns = objectOf(node)?.properties ?? [];
  const isWhole = columns.length > 0 && columns.every(({ type }) => type === "Property");
  const inline = { table, isInline: true, says: "createTable" } as const;
  const parts = columns.flatMap((property): readonly SchemaChange[] => {
    const name = property.type === "Property" ? staticName(property) : undefined;
    if (property.type !== "Property" || name === undefined) return [];
    return [
      changeAt(
        { node: property.key },
        {
          ...inline,
          action: "add-column",
          columns: [name],
          column: columnOf(property.value, name),
        },
      ),
    ];
  });
  const made = changeAt(link, {
    table,
    action: "create-table",
    ...(!isWhole && { isDerived: true }),
    says: "createTable",
  });
  return [made, ...parts];
}

function columnOf(node: Node | undefined, name: string | undefined): ColumnDefinition {
  const fallback = propertyOf(node, "defaultValue");
  const reference = propertyOf(node, "references");
  const references =
    reference && (nameValue(propertyOf(reference, "model", "table")) ?? nameValue(reference) ?? "");
  const isPrimary = isOn(node, "primaryKey");
  return column({
    ...(name !== undefined && { name }),
    type: typeOf(propertyOf(node, "type") ?? node),
    isNotNull: flagValue(propertyOf(node, "allowNull")) === false || isPrimary,
    ...(fallback && { fallback: fallbackOf(fallback) }),
    ...(references !== undefined && { references }),
    isPrimary,
    isUnique: propertyOf(node, "unique") !== undefined && !isOff(node, "unique"),
    isCounted: isOn(node, "autoIncrement"),
  });
}

/** The SQL type of `Sequelize.STRING(20)`; empty where it is made elsewhere. */
function typeOf(node: Node | undefined): string {
  if (!node) return "";
  const value = unwrap(node);
  if (value.type === "CallExpression") {
    const [size] = value.arguments;
    const base = typeOf(value.callee);
    if (base !== "varchar(255)" || size?.type !== "Literal")
      return base === "varchar(255)" ? "varchar" : "";
    return `varchar(${String(size.value)})`;
  }
  const name = (
    value.type === "MemberExpression" ? staticName(value) : textValue(value)
  )?.toLowerCase();
  if (name === undefined) return "";
  return name === "string" ? "varchar(255)" : name;
}

function fallbackOf(node: Node): string {
  const text = textValue(node);
  if (text !== undefined) return "''";
  const value = unwrap(node);
  if (value.type === "Literal") return String(value.value);
  if (value.type === "ArrayExpression" || value.type === "ObjectExpression") return "''";
  const isCall = value.type === "CallExpression" && value.callee.type === "MemberExpression";
  const args = isCall ? value.arguments : [];
  const inner = textValue(args[0])?.toLowerCase();
  const name =
    isCall && value.callee.type === "MemberExpression" ? staticName(value.callee) : undefined;
  if (name === "literal" && inner !== undefined) return inner;
  if ((name === "fn" || name === "func") && inner !== undefined) return `${inner} ( )`;
  // Values that Sequelize makes in Node, `DataTypes.NOW` and `UUIDV4`, never reach the table.
  return value.type === "MemberExpression" ? "null" : "something ( )";
}

function changed(link: Link, table: string | undefined): readonly SchemaChange[] {
  const [, second, third] = link.args;
  const columns = nameValues(second);
  const definition = columnOf(third, nameValue(second));
  return [
    // The type has to be said again whatever changes.
    changeAt(link, {
      action: "change-type",
      table,
      columns,
      column: definition,
      isRestated: true,
      says: "changeColumn",
    }),
    ...(definition.isNotNull
      ? [
          changeAt(link, {
            action: "set-not-null",
            table,
            columns,
            isRestated: true,
            says: "changeColumn",
          }),
        ]
      : []),
    ...(definition.references === undefined
      ? []
      : [
          changeAt(link, {
            action: "add-foreign-key",
            table,
            columns,
            references: definition.references,
            isRestated: true,
            says: "changeColumn",
          }),
        ]),
  ];
}

/** `addIndex(table, ["a"], options)` and `addIndex(table, { fields: ["a"] })`. */
function indexOf({ args }: Link, table: string | undefined): Parameters<typeof changeAt>[1] {
  const [, second, third] = args;
  const fields = propertyOf(second, "fields") ?? propertyOf(third, "fields");
  const options = objectOf(second) ?? third;
  return {
    action: "create-index",
    table,
    columns: nameValues(fields ?? second),
    isUnique:
      isOn(options, "unique") || textValue(propertyOf(options, "type"))?.toLowerCase() === "unique",
    isConcurrent: isOn(options, "concurrently"),
    ...(propertyOf(options, "where") && { isDerived: true }),
    says: "addIndex",
  };
}

function constraintOf(link: Link, table: string | undefined): readonly SchemaChange[] {
  const [, second, third] = link.args;
  const options = objectOf(second) ?? third;
  const columns = nameValues(
    propertyOf(options, "fields") ?? (objectOf(second) ? undefined : second),
  );
  const references = nameValue(propertyOf(propertyOf(options, "references"), "table"));
  const action = CONSTRAINTS[textValue(propertyOf(options, "type"))?.toLowerCase() ?? ""];
  if (!action) return [changeAt(link, { action: "alter-table", table, says: "addConstraint" })];
  return [
    changeAt(link, {
      action,
      table,
      columns,
      ...(references !== undefined && { references }),
      says: "addConstraint",
    }),
  ];
}

const CONSTRAINTS: Readonly<Record<string, SchemaChange["action"]>> = {
  "foreign key": "add-foreign-key",
  "primary key": "add-primary-key",
  unique: "add-unique",
  check: "add-check",
};

function isOn(node: Node | undefined, name: string): boolean {
  return flagValue(propertyOf(node, name)) === true;
}

function isOff(node: Node | undefined, name: string): boolean {
  return flagValue(propertyOf(node, name)) === false;
}

function renamed(node: Node | undefined): { readonly newName?: string } {
  const newName = nameValue(node);
  return newName === undefined ? {} : { newName };
}
