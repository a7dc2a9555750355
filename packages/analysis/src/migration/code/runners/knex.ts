import { isFunction, type Node } from "../../../javascript/source.js";
import type { SchemaChange } from "../../schema-change.js";
import type { Builder } from "../builder.js";
import { changeAt } from "../builder.js";
import { chainsFrom, isName, type Chain, type Link } from "../chain.js";
import { nameValue } from "../values.js";
import { tableStep } from "./knex-table.js";

/** https://knexjs.org/guide/schema-builder.html */
export const knex: Builder = {
  runner: "knex",
  packages: ["knex"],
  sqlIn: ({ links }) => {
    const [first, second] = links;
    const isRaw = first?.name === "raw" || (first?.name === "schema" && second?.name === "raw");
    return isRaw
      ? links.filter(({ name }) => name === "raw").flatMap(({ args }) => args.slice(0, 1))
      : [];
  },
  changesIn: ({ links }: Chain) =>
    links[0]?.name === "schema" ? links.slice(1).flatMap(stepOf) : [],
  transaction(_module, _program, text) {
    return /\btransaction\s*:\s*false\b/.test(text) ? "outside" : "inside";
  },
};

function stepOf(link: Link): readonly SchemaChange[] {
  const [first, second] = link.args;
  const table = nameValue(first);
  const says = link.name;
  switch (link.name) {
    case "createTable":
    case "createTableIfNotExists": {
      const parts = tableParts(link, second, table, { isNew: true });
      return [
        changeAt(link, {
          action: "create-table",
          table,
          ...(parts.length === 0 && { isDerived: true }),
          says,
        }),
        ...parts,
      ];
    }
    case "createTableLike":
      return [changeAt(link, { action: "create-table", table, isDerived: true, says })];
    case "alterTable":
    case "table":
      return tableParts(link, second, table, { isNew: false });
    case "dropTable":
    case "dropTableIfExists":
      return [changeAt(link, { action: "drop-table", table, says })];
    case "renameTable": {
      const newName = nameValue(second);
      return [
        changeAt(link, {
          action: "rename-table",
          table,
          ...(newName !== undefined && { newName }),
          says,
        }),
      ];
    }
    case "createView":
    case "createViewOrReplace":
      return [changeAt(link, { action: "create-view", table, says })];
    default:
      return [];
  }
}

/** What the callback does with its table. */
function tableParts(
  link: Link,
  callback: Node | undefined,
  table: string | undefined,
  { isNew }: { readonly isNew: boolean },
): readonly SchemaChange[] {
  if (!callback || !isFunction(callback)) return [];
  const [parameter] = callback.params;
  const name = parameter?.type === "Identifier" ? parameter.name : undefined;
  const isRoot = (root: Node): boolean => isName(root, name) || root.type === "ThisExpression";
  return chainsFrom(callback.body, isRoot)
    .flatMap((chain) => tableStep(chain, table))
    .map((change) => (isNew ? { ...change, isInline: true, says: link.name } : change));
}
