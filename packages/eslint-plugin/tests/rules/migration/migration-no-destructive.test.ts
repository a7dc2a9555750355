import { testRule } from "../../harness/test-rule.js";
import { typeormMigration } from "../../harness/migrations.js";

const drops = (code: string): { code: string; options: readonly unknown[] } => ({
  code,
  options: [{ drops: true }],
});
const sequelize = (up: string): { filename: string; code: string } => ({
  filename: "migrations/0002.ts",
  code: `import type { QueryInterface } from "sequelize";
export async function up(queryInterface: QueryInterface) {
  ${up}
}
`,
});

testRule("migration-no-destructive", {
  reports: {
    "a renamed column": "ALTER TABLE orders RENAME COLUMN code TO number;",
    "a renamed table": 'ALTER TABLE "Orders" RENAME TO "Sales";',
    "MySQL's way to rename a column": "ALTER TABLE orders CHANGE COLUMN code number varchar(20);",
    "a column that is dropped and added again":
      "ALTER TABLE orders DROP COLUMN code;\nALTER TABLE orders ADD COLUMN code int;",
    "a text that gets shorter":
      "ALTER TABLE orders ADD COLUMN code varchar(200);\nALTER TABLE orders ALTER COLUMN code TYPE varchar(20);",
    "a dropped column, with drops": drops("ALTER TABLE orders DROP COLUMN code;"),
    "a dropped table, with drops": drops("DROP TABLE IF EXISTS orders CASCADE;"),
    "all rows, with drops": drops("TRUNCATE TABLE ONLY orders;"),
    "a renamed column of Sequelize": sequelize(
      'await queryInterface.renameColumn("orders", "code", "number");',
    ),
    "a renamed table of TypeORM": {
      filename: "migrations/0002.ts",
      code: typeormMigration('await queryRunner.renameTable("orders", "sales");'),
    },
  },
  silent: {
    "a dropped column, which is the last of several steps": "ALTER TABLE orders DROP COLUMN code;",
    "a view that keeps the old name":
      "ALTER TABLE orders RENAME TO sales;\nCREATE VIEW orders AS SELECT * FROM sales;",
    "a table that is swapped for a new one":
      "CREATE TABLE orders_new (id int PRIMARY KEY);\nDROP TABLE orders;\nALTER TABLE orders_new RENAME TO orders;",
    "a column of the same migration":
      "ALTER TABLE orders ADD COLUMN tmp int;\nALTER TABLE orders RENAME COLUMN tmp TO total;",
    "a column that is filled again":
      "ALTER TABLE orders DROP COLUMN hash, ADD COLUMN hash text;\nUPDATE orders SET hash = md5(code);",
    "a constraint and an index that get other names":
      "ALTER TABLE orders RENAME CONSTRAINT a TO b;\nALTER INDEX a RENAME TO b;",
    "a text that gets longer":
      "ALTER TABLE orders ADD COLUMN code varchar(20);\nALTER TABLE orders ALTER COLUMN code TYPE varchar(200);",
    "a table of the same migration, with drops": drops(
      "CREATE TABLE tmp (id int PRIMARY KEY);\nDROP TABLE tmp;",
    ),
    "a temporary table, with drops": drops("DROP TEMPORARY TABLE tmp;"),
    "a deletion of some rows, with drops": drops("DELETE FROM orders WHERE id = 1;"),
    "SQLite, with drops": drops("PRAGMA foreign_keys = OFF;\nDROP TABLE orders;"),
    "the way down of Sequelize": {
      filename: "migrations/0002.ts",
      code: 'import type { QueryInterface } from "sequelize";\nexport async function up(queryInterface: QueryInterface) {\n  await queryInterface.addIndex("a", ["b"], { concurrently: true });\n}\nexport async function down(queryInterface: QueryInterface) {\n  await queryInterface.renameColumn("orders", "code", "number");\n}\n',
    },
  },
});
