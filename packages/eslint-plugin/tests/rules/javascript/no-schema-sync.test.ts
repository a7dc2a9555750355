import { testRule } from "../../harness/test-rule.js";

testRule("no-schema-sync", {
  reports: {
    "a data source that synchronises": `import { DataSource } from "typeorm";
export const source = new DataSource({ type: "postgres", synchronize: true });
`,
    "a module of Nest": `import { TypeOrmModule } from "@nestjs/typeorm";
export const database = TypeOrmModule.forRoot({ type: "postgres", synchronize: true });
`,
    "options in a constant": `import { createConnection } from "typeorm";
const options = { type: "postgres", synchronize: true };
export const connect = () => createConnection(options);
`,
    "a sync that alters": `import { Sequelize } from "sequelize";
const sequelize = new Sequelize("postgres://localhost/app");
export const start = () => sequelize.sync({ alter: true });
`,
    "a sync that drops": `import { Sequelize } from "sequelize";
const sequelize = new Sequelize("postgres://localhost/app");
export const start = () => sequelize.sync({ force: true });
`,
  },
  silent: {
    "no synchronisation": `import { DataSource } from "typeorm";
export const source = new DataSource({ type: "postgres", synchronize: false });
`,
    "what the configuration says": `import { TypeOrmModule } from "@nestjs/typeorm";
export const database = TypeOrmModule.forRoot({ synchronize: process.env.DB_SYNC === "true" });
`,
    "options of another file": `import { createConnection } from "typeorm";
import { options } from "./options.js";
export const connect = () => createConnection(options);
`,
    "a sync in development only": `import { Sequelize } from "sequelize";
const sequelize = new Sequelize("postgres://localhost/app");
export async function start() {
  if (process.env.NODE_ENV === "production") return;
  await sequelize.sync({ alter: true });
}
`,
    "a sync that only creates": `import { Sequelize } from "sequelize";
const sequelize = new Sequelize("postgres://localhost/app");
export const start = () => sequelize.sync();
`,
    "a source that is no database": `import { DataSource } from "./charts.js";
export const source = new DataSource({ synchronize: true });
`,
  },
});
