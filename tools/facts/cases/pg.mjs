export default {
  packages: { pg: "8.16.3" },
  snippets: {
    Pool: {
      code: `import pg from "pg";
const pool = new pg.Pool({ host: "127.0.0.1", port: Number(process.env.PORT), user: "u" });
export const run = () => pool.query("SELECT 1");
`,
    },
    "query_timeout alone": {
      code: `import pg from "pg";
const pool = new pg.Pool({ host: "127.0.0.1", port: Number(process.env.PORT), user: "u", query_timeout: 1_000 });
export const run = () => pool.query("SELECT 1");
`,
    },
    "connect and statement limits": {
      code: `import pg from "pg";
const pool = new pg.Pool({ host: "127.0.0.1", port: Number(process.env.PORT), user: "u", connectionTimeoutMillis: 1_000, statement_timeout: 1_000 });
export const run = () => pool.query("SELECT 1");
`,
    },
  },
};
