import { absent } from "@faultline/contract";
import { describe, expect, it } from "vitest";
import { migrationsPresent } from "../../../src/judge/project-checks/migrations-present.js";
import { packageJson } from "../../support/service.js";
import { reported } from "../../support/served.js";
import { place, site } from "../../support/sites.js";

const ENTITIES = {
  "package.json": packageJson("typeorm"),
  "src/user.entity.ts": "@Entity() export class User {}",
};

describe("migrations-present", () => {
  it.each([
    ["TypeORM", ENTITIES],
    [
      "Sequelize",
      {
        "package.json": packageJson("sequelize"),
        "src/user.ts": 'import { Model } from "sequelize"; User.init({}, { sequelize });',
      },
    ],
    [
      "Prisma",
      {
        "package.json": packageJson("@prisma/client"),
        "prisma/schema.prisma":
          'datasource db {\n  provider = "postgresql"\n}\nmodel User {\n  id Int @id\n}\n',
      },
    ],
    [
      "Drizzle",
      {
        "package.json": packageJson("drizzle-orm"),
        "src/schema.ts": 'export const users = pgTable("users", {});',
      },
    ],
  ])("reports models of %s without a migration", (_name, tree) => {
    expect(reported(migrationsPresent, tree)).toEqual(["judged", "src/main.ts:12"]);
  });

  it("praises migrations, but not an empty file", () => {
    const file = "src/migrations/1700000000000-init.ts";

    expect(reported(migrationsPresent, { ...ENTITIES, [file]: "export class Init {}" })).toEqual([
      "judged",
      `The schema is changed by migrations: ${file}`,
    ]);
    expect(reported(migrationsPresent, { ...ENTITIES, [file]: "" })).toEqual([
      "judged",
      "src/main.ts:12",
    ]);
  });

  it.each([
    ["a tool is installed", { "package.json": packageJson("typeorm", "node-pg-migrate") }],
    ["a script migrates", { "deploy.sh": "npx typeorm migration:run" }],
    ["code creates tables", { "src/setup.ts": "query('CREATE TABLE users (id int)')" }],
    ["there is SQL", { "db/schema.sql": "create table users (id int);" }],
  ])("can't tell where %s", (_name, tree) => {
    expect(reported(migrationsPresent, { ...ENTITIES, ...tree })).toEqual(["unknown"]);
  });

  it("leaves a schema that follows the models to the rule that reports it", () => {
    const pool = site("pool", {
      location: place("src/db.ts"),
      mechanisms: { migrations: absent("`synchronize` is on") },
    });

    expect(reported(migrationsPresent, ENTITIES, pool)).toEqual(["unknown"]);
  });

  it("is not concerned with tables that may be another's, or with documents", () => {
    const pool = site("pool", { library: "pg", location: place("src/db.ts") });

    expect(reported(migrationsPresent, { "package.json": packageJson("pg") }, pool)).toEqual([
      "not-applicable",
    ]);
    const mongo = 'datasource db {\n  provider = "mongodb"\n}\nmodel User {\n}\n';
    const tree = { "package.json": packageJson("prisma"), "prisma/schema.prisma": mongo };
    expect(reported(migrationsPresent, tree)).toEqual(["not-applicable"]);
  });
});
