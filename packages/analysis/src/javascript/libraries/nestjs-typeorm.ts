import { databasePool } from "../kinds/database-owner.js";
import { schemaSync } from "../kinds/schema-sync.js";
import { DATA_SOURCE_OPTIONS } from "../kinds/typeorm-options.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** The module makes the DataSource, or Sequelize's instance, from the same options. */
const forRoot: Recognise = (call) =>
  databasePool(call, {
    migrations: schemaSync(call, call.option(0, "synchronize"), {
      synced: "`synchronize: true` changes tables to fit the models",
      remedy: "synchronize: false, and migrations in the deployment",
    }),
  });

export const nestjsTypeorm: Library = defineLibrary({
  packages: ["@nestjs/typeorm"],
  docs: "https://docs.nestjs.com/techniques/database",
  configuration: {
    "TypeOrmModule.forRoot()": DATA_SOURCE_OPTIONS,
    "TypeOrmModule.forRootAsync()": {
      credentials: ["0.useFactory().password"],
      addresses: ["0.useFactory().url", "0.useFactory().host"],
    },
  },
  sites: { "TypeOrmModule.forRoot()": forRoot },
});
