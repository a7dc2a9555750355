import { isFunction, type Node } from "../../../javascript/source.js";
import type { SchemaChange } from "../../schema-change.js";
import { changeAt, column, type Builder } from "../builder.js";
import { chainsFrom, isName, type Chain, type Link } from "../chain.js";
import { nameValue, nameValues, textValue } from "../values.js";

/** https://kysely.dev/docs/migrations: `db.schema`. */
export const kysely: Builder = {
  runner: "kysely",
  packages: ["kysely"],
  sqlIn: ({ root }) => (root.type === "TaggedTemplateExpression" ? [root] : []),
  changesIn: ({ links }: Chain) => (links[0]?.name === "schema" ? stepsOf(links.slice(1)) : []),
  transaction: () => "unknown",
};

function stepsOf([head, ...links]: readonly Link[]): readonly SchemaChange[] {
  if (!head) return [];
  const table = nameValue(head.args[0]);
  const says = head.name;
  switch (head.name) {
    case "createTable":
      return [
        changeAt(head, { action: "create-table", table, says }),
        ...links
          .flatMap((link) => partOf(link, table))
          .map((change) => ({ ...change, isInline: true, says })),
      ];
    case "alterTable":
      return links.flatMap((link) => partOf(link, table));
    case "dropTable":
      return [changeAt(head, { action: "drop-table", table, says })];
    case "createIndex":
      return [indexOf(head, links)];
    case "createView":
      return [changeAt(head, { action: "create-view", table, says })];
    default:
      return [];
  }
}

function indexOf(head: Link, links: readonly Link[]): SchemaChange {
  const on = links.find(({ name }) => name === "on");
  const columns = links
    .filter(({ name }) => name === "column" || name === "columns")
    .flatMap(({ args }) => nameValues(args[0]));
  const isPartial = links.some(({ name }) => name === "where" || name === "expression");
  return changeAt(head, {
    action: "create-index",
    table: nameValue(on?.args[0]),
    columns,
    isUnique: links.some(({ name }) => name === "unique"),
    ...(isPartial && { isDerived: true }),
    says: "createIndex",
  });
}

function partOf(link: Link, table: string | undefined): readonly SchemaChange[] {
  const [first, second, third] = link.args;
  const one = (
    change: Omit<Parameters<typeof changeAt>[1], "table" | "says">,
  ): readonly SchemaChange[] => [changeAt(link, { table, says: link.name, ...change })];
  switch (link.name) {
    case "addColumn":
      return addedColumn(link, table, second, third);
    case "dropColumn":
      return one({ action: "drop-column", columns: nameValues(first) });
    case "renameColumn":
      return one({ action: "rename-column", columns: nameValues(first), ...renamed(second) });
    case "renameTo":
      return one({ action: "rename-table", ...renamed(first) });
    case "alterColumn":
      return stepNames(second).includes("setNotNull")
        ? one({ action: "set-not-null", columns: nameValues(first) })
        : one({ action: "alter-table", columns: nameValues(first) });
    case "addForeignKeyConstraint":
      return one({ action: "add-foreign-key", columns: nameValues(second), ...referenced(third) });
    case "addUniqueConstraint":
      return one({ action: "add-unique", columns: nameValues(second) });
    case "addPrimaryKeyConstraint":
      return one({ action: "add-primary-key", columns: nameValues(second) });
    case "addCheckConstraint":
      return one({ action: "add-check" });
    default:
      return [];
  }
}

function addedColumn(
  link: Link,
  table: string | undefined,
  type: Node | undefined,
  build: Node | undefined,
): readonly SchemaChange[] {
  const name = nameValue(link.args[0]);
  const steps = stepsIn(build);
  const has = (step: string): boolean => steps.some((one) => one.name === step);
  const target = nameValue(steps.find((one) => one.name === "references")?.args[0]);
  const reference = textValue(steps.find((one) => one.name === "references")?.args[0])
    ?.split(".")
    .at(-2);
  const fallback = steps.find((one) => one.name === "defaultTo")?.args[0];
  const kind = textValue(type)?.toLowerCase() ?? "";
  return [
    changeAt(link, {
      action: "add-column",
      table,
      columns: name === undefined ? [] : [name],
      column: column({
        ...(name !== undefined && { name }),
        type: kind,
        isNotNull: has("notNull") || has("primaryKey"),
        ...(fallback && { fallback: fallbackOf(fallback) }),
        ...(target !== undefined && { references: reference?.toLowerCase() ?? "" }),
        isPrimary: has("primaryKey"),
        isUnique: has("unique"),
        isChecked: has("check"),
        isCounted:
          kind.includes("serial") || has("autoIncrement") || has("generatedAlwaysAsIdentity"),
      }),
      says: "addColumn",
    }),
  ];
}

function fallbackOf(node: Node): string {
  if (node.type === "Literal") return typeof node.value === "string" ? "''" : String(node.value);
  return node.type === "TaggedTemplateExpression"
    ? (textValue(node.quasi)?.toLowerCase() ?? "something ( )")
    : "something ( )";
}

/** The calls that a callback makes on its builder. */
function stepsIn(callback: Node | undefined): readonly Link[] {
  if (!callback || !isFunction(callback)) return [];
  const [parameter] = callback.params;
  const name = parameter?.type === "Identifier" ? parameter.name : undefined;
  return chainsFrom(callback.body, (root) => isName(root, name)).flatMap(({ links }) => links);
}

function stepNames(callback: Node | undefined): readonly string[] {
  return stepsIn(callback).map(({ name }) => name);
}

function renamed(node: Node | undefined): { readonly newName?: string } {
  const newName = nameValue(node);
  return newName === undefined ? {} : { newName };
}

function referenced(node: Node | undefined): { readonly references?: string } {
  const references = nameValue(node);
  return references === undefined ? {} : { references };
}
