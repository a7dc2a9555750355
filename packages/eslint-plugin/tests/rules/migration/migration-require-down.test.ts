import { testRule } from "../../harness/test-rule.js";
import { CREATE_ORDERS, knexMigration, typeormMigration } from "../../harness/migrations.js";

const code = (text: string): { filename: string; code: string } => ({
  filename: "migrations/0002.ts",
  code: text,
});
const ADD = 'await queryRunner.query("ALTER TABLE orders ADD COLUMN n int");';

testRule("migration-require-down", {
  reports: {
    "an empty down of TypeORM": code(typeormMigration(ADD, "", "")),
    "an empty down of knex": code(knexMigration('await knex.schema.dropTable("orders");', "")),
    "no down at all": code(
      'import type { Knex } from "knex";\nexport const up = async (knex: Knex) => {\n  await knex.schema.dropTable("orders");\n};\n',
    ),
    "a file of dbmate without its second part": `-- migrate:up\n${CREATE_ORDERS}`,
    "a file of goose whose second part is empty": `-- +goose Up\n${CREATE_ORDERS}-- +goose Down\n`,
  },
  silent: {
    "a down that does something": code(typeormMigration(ADD)),
    "a down that throws": code(
      typeormMigration(ADD, "", 'throw new Error("the column holds what was lost");'),
    ),
    "a down that says why it does nothing": code(
      typeormMigration(ADD, "", "// The column may stay: nothing reads it."),
    ),
    "a down that another module writes": code(
      'import type { Knex } from "knex";\nimport { down } from "./undo.js";\nexport const up = async (knex: Knex) => {\n  await knex.schema.dropTable("orders");\n};\nexport { down };\n',
    ),
    "a migration of rows only": code(
      knexMigration('await knex("orders").update({ done: true });', ""),
    ),
    "Prisma, which has no way down": {
      filename: "prisma/migrations/2_change/migration.sql",
      code: CREATE_ORDERS,
    },
    "plain SQL, whose tool may have one or not": CREATE_ORDERS,
    "a file with both parts": `-- migrate:up\n${CREATE_ORDERS}-- migrate:down\nDROP TABLE orders;\n`,
  },
});
