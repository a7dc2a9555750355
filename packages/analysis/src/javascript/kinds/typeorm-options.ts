/** Where the options of a TypeORM data source say how to reach its database; SQLite is a file beside the code. */
export const DATA_SOURCE_OPTIONS = {
  credentials: ["0.password"],
  addresses: ["0.url", "0.host"],
  unless: { place: "0.type", is: /sqlite/ },
};
