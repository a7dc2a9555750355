import { each, type ModelOperation } from "./model-query.js";

const ALL = "findAll({ where: { id: ids } })";

const BY_IDS = "destroy({ where: { id: ids } })";

/** The methods of models (sequelize.org/docs/v6/core-concepts/model-querying-basics). */
export const OF_MODEL: Readonly<Record<string, ModelOperation>> = {
  ...each(["findAll", "findAndCountAll"], { access: "read", options: 0, batch: ALL }),
  findOne: { access: "read", options: 0, one: true, batch: ALL },
  findByPk: { access: "read", options: 1, one: true, batch: ALL },
  count: { access: "read", options: 0, one: true, batch: "count({ group })" },
  ...each(["create", "bulkCreate"], { access: "write", options: 1, batch: "bulkCreate(rows)" }),
  ...each(["findOrCreate", "findCreateFind"], { access: "write", options: 0, isUpsert: true }),
  upsert: { access: "write", options: 1, isUpsert: true, batch: "bulkCreate(rows)" },
  update: { access: "write", options: 1, batch: "update(values, { where: { id: ids } })" },
  ...each(["destroy", "restore"], { access: "write", options: 0, batch: BY_IDS }),
  ...each(["increment", "decrement"], { access: "write", options: 1 }),
};

/** The methods of one row. */
export const OF_ROW: Readonly<Record<string, ModelOperation>> = {
  save: { access: "write", options: 0, batch: "bulkCreate(rows, { updateOnDuplicate })" },
  update: { access: "write", options: 1, batch: "Model.update(values, { where: { id: ids } })" },
  ...each(["destroy", "restore"], { access: "write", options: 0, batch: BY_IDS }),
  reload: { access: "read", options: 0, one: true, batch: ALL },
  ...each(["increment", "decrement"], { access: "write", options: 1 }),
};
