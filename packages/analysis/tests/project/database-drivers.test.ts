import { expect, test } from "vitest";
import { shippedEngine } from "../../src/project/database-drivers.js";

const schemaFor = (provider: string): string => `
generator client {
  provider = "prisma-client-js"
}
datasource db {
  provider = "${provider}"
  url      = env("DATABASE_URL")
}
`;

test.each([
  [["knex", "pg"], undefined, "postgres"],
  [["mysql2"], undefined, "mysql"],
  [["@prisma/client"], schemaFor("postgresql"), "postgres"],
  [["@prisma/client", "@prisma/adapter-pg"], schemaFor("postgresql"), "postgres"],
])("knows the engine of %j", (names, schema, engine) => {
  expect(shippedEngine(names, schema)).toBe(engine);
});

test.each([
  ["no driver", ["knex"], undefined],
  ["two engines", ["pg", "better-sqlite3"], undefined],
  ["a driver that speaks HTTP", ["pg", "@neondatabase/serverless"], undefined],
  ["a driver and a schema that differ", ["pg"], schemaFor("mysql")],
  ["a schema of another engine", ["@prisma/client"], schemaFor("cockroachdb")],
])("does not choose where there is %s", (_case, names, schema) => {
  expect(shippedEngine(names, schema)).toBeUndefined();
});
