import { testRule } from "../../harness/test-rule.js";
import { CREATE_ORDERS, typeormMigration } from "../../harness/migrations.js";

const PG = "SELECT '1'::int;\n";

testRule("migration-lock-timeout", {
  reports: {
    "a column added to a table in use": `${PG}ALTER TABLE orders ADD COLUMN code text;`,
    "the first of several changes": `${PG}ALTER TABLE orders ADD COLUMN code text;\nALTER TABLE users ADD COLUMN code text;`,
    "a timeout that comes too late": `${PG}ALTER TABLE orders ADD COLUMN code text;\nSET lock_timeout = '5s';`,
    "another timeout": `${PG}SET statement_timeout = '5s';\nDROP TABLE orders;`,
    "SQL in TypeORM": {
      filename: "migrations/0002.ts",
      code: typeormMigration('await queryRunner.query("ALTER TABLE orders ADD COLUMN n jsonb");'),
    },
  },
  silent: {
    "a timeout before it": `${PG}SET lock_timeout = '5s';\nALTER TABLE orders ADD COLUMN code text;`,
    "a timeout for the transaction": `${PG}BEGIN;\nSET LOCAL lock_timeout TO 5000;\nALTER TABLE orders ADD COLUMN code text;\nCOMMIT;`,
    "a timeout that a function sets": `${PG}SELECT set_config('lock_timeout', '5s', false);\nALTER TABLE orders ADD COLUMN code text;`,
    "a table of the same migration": `${PG}${CREATE_ORDERS}ALTER TABLE orders ADD COLUMN extra text;`,
    "an index that is built beside writes": "CREATE INDEX CONCURRENTLY idx ON orders (user_id);",
    "a database that nothing tells": {
      filename: "library/migrations/2.sql",
      code: "ALTER TABLE orders ADD COLUMN code text;",
    },
    "MySQL, whose lock_wait_timeout is another matter":
      "ALTER TABLE orders ADD COLUMN n int UNSIGNED;",
  },
});
