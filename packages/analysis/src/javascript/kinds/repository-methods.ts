import { each, type ModelOperation } from "./model-query.js";

const IN = "find({ where: { id: In(ids) } })";

/** The methods of repositories and active records (typeorm.io/docs/working-with-entity-manager/repository-api). */
export const OF_REPOSITORY: Readonly<Record<string, ModelOperation>> = {
  ...each(["find", "findAndCount"], { access: "read", options: 0, batch: IN }),
  ...each(["findBy", "findAndCountBy", "findByIds"], { access: "read", batch: IN }),
  ...each(
    ["findOne", "findOneBy", "findOneOrFail", "findOneByOrFail", "exist", "exists", "existsBy"],
    { access: "read", one: true, batch: IN },
  ),
  ...each(["count", "countBy", "sum", "average"], { access: "read", one: true }),
  save: { access: "write", batch: "save(entities)" },
  insert: { access: "write", batch: "insert(rows)" },
  update: { access: "write", batch: "update({ id: In(ids) }, values)" },
  upsert: { access: "write", isUpsert: true, batch: "upsert(rows, keys)" },
  ...each(["delete", "softDelete", "restore"], {
    access: "write",
    batch: "delete({ id: In(ids) })",
  }),
  ...each(["remove", "softRemove"], { access: "write", batch: "remove(entities)" }),
  ...each(["increment", "decrement", "clear"], { access: "write" }),
};

/** A manager takes the entity first. */
export const OF_MANAGER = Object.fromEntries(
  Object.entries(OF_REPOSITORY).map(([name, operation]): [string, ModelOperation] => [
    name,
    operation.options === undefined ? operation : { ...operation, options: 1 },
  ]),
);
