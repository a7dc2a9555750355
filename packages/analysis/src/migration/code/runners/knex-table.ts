import { staticName, unwrap } from "../../../javascript/bindings/static-name.js";
import type { Node } from "../../../javascript/source.js";
import type { ColumnDefinition, SchemaChange } from "../../schema-change.js";
import { changeAt, column } from "../builder.js";
import type { Chain, Link } from "../chain.js";
import { flagValue, nameValue, nameValues, textValue } from "../values.js";

/** One chain on the table of a knex callback: `t.integer("owner").notNullable()`. */
export function tableStep({ links }: Chain, table: string | undefined): readonly SchemaChange[] {
  const [link] = links;
  if (!link) return [];
  const [first, second] = link.args;
  const columns = nameValues(first);
  const one = (
    change: Omit<Parameters<typeof changeAt>[1], "table" | "says">,
  ): readonly SchemaChange[] => [changeAt(link, { table, says: link.name, ...change })];
  switch (link.name) {
    case "dropColumn":
    case "dropColumns":
      return link.args.map((arg) =>
        changeAt(link, { action: "drop-column", table, columns: nameValues(arg), says: link.name }),
      );
    case "dropTimestamps":
      return ["created_at", "updated_at"].map((name) =>
        changeAt(link, { action: "drop-column", table, columns: [name], says: link.name }),
      );
    case "renameColumn": {
      const newName = nameValue(second);
      return one({ action: "rename-column", columns, ...(newName !== undefined && { newName }) });
    }
    case "index":
      return one({ action: "create-index", columns });
    case "unique":
      return one({ action: "add-unique", columns, isUnique: true });
    case "primary":
      return one({ action: "add-primary-key", columns });
    case "foreign":
      return one({ action: "add-foreign-key", columns, ...referenceOf(links) });
    case "dropNullable":
      return one({ action: "set-not-null", columns });
    case "timestamps":
      return timestamps(link, table);
    default:
      return DROPS.test(link.name)
        ? one({ action: "alter-table" })
        : columnStep(links, link, table);
  }
}

const DROPS = /^(?:drop\w+|setNullable|comment|check\w*)$/;
const NOT_COLUMNS = /^(?:engine|charset|collate|inherits|queryContext|comment)$/;

function columnStep(
  links: readonly Link[],
  link: Link,
  table: string | undefined,
): readonly SchemaChange[] {
  const [first] = link.args;
  const isId = /^(?:increments|bigIncrements|bigincrements)$/.test(link.name);
  const name = nameValue(first) ?? (isId && !first ? "id" : undefined);
  if (NOT_COLUMNS.test(link.name) || !link.isCalled) return [];
  const columns = name === undefined ? [] : [name];
  const definition = columnOf(links, link, name, isId);
  const says = link.name;
  const at = (
    change: Omit<Parameters<typeof changeAt>[1], "table" | "says" | "columns">,
  ): SchemaChange => changeAt(link, { table, columns, says, ...change });
  const has = (word: string): boolean => links.some((other) => other.name === word);
  const keys: SchemaChange[] = [];
  // knex adds each of these in a statement of its own, after the column.
  if (has("unique")) keys.push(at({ action: "add-unique", isUnique: true }));
  if (has("index")) keys.push(at({ action: "create-index" }));
  if (has("references")) keys.push(at({ action: "add-foreign-key", ...referenceOf(links) }));
  if (!has("alter")) return [at({ action: "add-column", column: definition }), ...keys];
  return [
    at({ action: "change-type", column: definition, isRestated: true }),
    ...(definition.isNotNull ? [at({ action: "set-not-null", isRestated: true })] : []),
    ...keys,
  ];
}

function columnOf(
  links: readonly Link[],
  link: Link,
  name: string | undefined,
  isId: boolean,
): ColumnDefinition {
  const fallback = links.find((other) => other.name === "defaultTo")?.args[0];
  return column({
    ...(name !== undefined && { name }),
    type: typeOf(link),
    isNotNull: links.some((other) => /^not(?:Nullable|Null)$/.test(other.name)) || isId,
    ...(fallback && { fallback: fallbackOf(fallback) }),
    isPrimary: isId || links.some((other) => other.name === "primary"),
    isCounted: isId,
  });
}

function typeOf({ name, args }: Link): string {
  const [, second] = args;
  if (name === "specificType") return textValue(second)?.toLowerCase() ?? "";
  if (name !== "string") return name.toLowerCase();
  return `varchar(${second?.type === "Literal" ? String(second.value) : "255"})`;
}

/** `knex.fn.now()`, `knex.raw("…")`, or a value. */
function fallbackOf(node: Node): string {
  const value = unwrap(node);
  if (value.type === "Literal") return typeof value.value === "string" ? "''" : String(value.value);
  if (value.type !== "CallExpression") return value.type === "Identifier" ? "''" : "something ( )";
  const { callee } = value;
  const name = callee.type === "MemberExpression" ? staticName(callee) : undefined;
  if (name === "now") return "now ( )";
  if (name === "uuid") return "gen_random_uuid ( )";
  // What Node works out is one value by the time the database sees it.
  return name === "raw" ? (textValue(value.arguments[0])?.toLowerCase() ?? "something ( )") : "''";
}

function timestamps(link: Link, table: string | undefined): readonly SchemaChange[] {
  const [, withDefaults] = link.args;
  const isFilled = flagValue(withDefaults) === true;
  return ["created_at", "updated_at"].map((name) =>
    changeAt(link, {
      action: "add-column",
      table,
      columns: [name],
      column: column({
        name,
        type: "timestamp",
        isNotNull: isFilled,
        ...(isFilled && { fallback: "now ( )" }),
      }),
      says: link.name,
    }),
  );
}

/** `.references("id").inTable("users")`, `.references("users.id")`, `.on("users")`. */
function referenceOf(links: readonly Link[]): { readonly references?: string } {
  const target = links.find(({ name }) => name === "inTable" || name === "on")?.args[0];
  const references = nameValue(target);
  return references === undefined ? {} : { references };
}
