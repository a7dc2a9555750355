export default {
  packages: { knex: "3.1.0", pg: "8.16.3" },
  isUnknownLibrary: true,
  snippets: {
    raw: {
      code: `import knex from "knex";
const db = knex({ client: "pg", connection: { host: "127.0.0.1", port: Number(process.env.PORT), user: "u" } });
export const run = () => db.raw("SELECT 1");
`,
      isLong: true,
    },
  },
};
