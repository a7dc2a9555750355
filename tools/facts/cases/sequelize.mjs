export default {
  packages: { sequelize: "6.37.7", mysql2: "3.15.3" },
  isUnknownLibrary: true,
  snippets: {
    query: {
      code: `import { Sequelize } from "sequelize";
const db = new Sequelize("d", "u", "p", { dialect: "mysql", host: "127.0.0.1", port: Number(process.env.PORT), logging: false });
export const run = () => db.query("SELECT 1");
`,
      isLong: true,
    },
  },
};
