import { modelMethods, type ModelOperation } from "../kinds/model-query.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** MongoDB's words over a store in memory or in a browser; it has neither sessions nor a server. */
const STYLE = { limit: "limit" };

const COLLECTION: Readonly<Record<string, ModelOperation>> = {
  find: { access: "read" },
  findOne: { access: "read", one: true },
  count: { access: "read", one: true },
  insert: { access: "write" },
  insertAll: { access: "write" },
  update: { access: "write" },
  remove: { access: "write" },
};

export const marsdb: Library = defineLibrary({
  packages: ["marsdb"],
  docs: "https://github.com/c58/marsdb#using-within-non-es6-environment",
  sites: modelMethods(["new Collection"], COLLECTION, STYLE),
});
