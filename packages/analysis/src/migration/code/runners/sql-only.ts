import type { SchemaChange } from "../../schema-change.js";
import { changeAt, column, type Builder } from "../builder.js";
import type { Chain, Link } from "../chain.js";
import { methodsOf } from "../module-shape.js";
import { flagValue, nameValue, nameValues, propertyOf, textValue } from "../values.js";

/** https://mikro-orm.io/docs/migrations: `this.addSql("…")`. */
export const mikroOrm: Builder = {
  runner: "mikro-orm",
  packages: ["@mikro-orm/migrations"],
  isOwnObject: true,
  sqlIn: ({ links: [link] }) => (link?.name === "addSql" ? link.args.slice(0, 1) : []),
  changesIn: () => [],
  transaction: ({ owner }) =>
    owner && methodsOf(owner).has("isTransactional") ? "outside" : "inside",
};

/** https://db-migrate.readthedocs.io/en/latest/API/SQL/ */
export const dbMigrate: Builder = {
  runner: "db-migrate",
  packages: ["db-migrate"],
  sqlIn: ({ links: [link] }) =>
    link?.name === "runSql" || link?.name === "all" ? link.args.slice(0, 1) : [],
  changesIn: ({ links }: Chain) => links.flatMap(changesOf),
  transaction: () => "outside",
};

function changesOf(link: Link): readonly SchemaChange[] {
  const [first, second, third, fourth] = link.args;
  const table = nameValue(first);
  const one = (
    change: Omit<Parameters<typeof changeAt>[1], "table" | "says">,
  ): readonly SchemaChange[] => [changeAt(link, { table, says: link.name, ...change })];
  const newName = nameValue(third) ?? nameValue(second);
  switch (link.name) {
    case "createTable":
      return one({ action: "create-table", isDerived: true });
    case "dropTable":
      return one({ action: "drop-table" });
    case "renameTable":
      return one({ action: "rename-table", ...(newName !== undefined && { newName }) });
    case "addColumn": {
      const type = textValue(propertyOf(third, "type")) ?? "";
      const isNotNull = flagValue(propertyOf(third, "notNull")) === true;
      const fallback = propertyOf(third, "defaultValue");
      return one({
        action: "add-column",
        columns: nameValues(second),
        column: column({
          type,
          isNotNull,
          ...(fallback && { fallback: fallback.type === "Literal" ? "''" : "something ( )" }),
        }),
      });
    }
    case "removeColumn":
      return one({ action: "drop-column", columns: nameValues(second) });
    case "renameColumn":
      return one({
        action: "rename-column",
        columns: nameValues(second),
        ...(newName !== undefined && { newName }),
      });
    case "addIndex":
      return one({
        action: "create-index",
        columns: nameValues(third),
        isUnique: flagValue(fourth) === true,
      });
    default:
      return [];
  }
}
