export default {
  packages: { mysql2: "3.15.3" },
  isUnknownLibrary: true,
  snippets: {
    createPool: {
      code: `import mysql from "mysql2/promise";
const pool = mysql.createPool({ host: "127.0.0.1", port: Number(process.env.PORT), user: "u" });
export const run = () => pool.query("SELECT 1");
`,
    },
  },
};
