import { testRule } from "../../harness/test-rule.js";
import { CREATE_ORDERS, knexMigration, typeormMigration } from "../../harness/migrations.js";

const PG = "-- timestamptz\nSELECT '1'::int;\n";
const typed = (up: string, more = ""): { filename: string; code: string } => ({
  filename: "migrations/0002-change.ts",
  code: typeormMigration(up, more),
});

testRule("migration-no-blocking-ddl", {
  reports: {
    "an index that is built while writes wait": `${PG}CREATE INDEX idx ON orders (user_id);`,
    "a unique index, in any case and over lines": `${PG}create unique index if not exists "idx"\n  on "public"."Orders" using btree ("user_id");`,
    "a foreign key that checks every row": `${PG}ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);`,
    "a check that reads every row": `${PG}ALTER TABLE orders ADD CONSTRAINT c CHECK (total > 0);`,
    "a unique constraint that builds its index": `${PG}ALTER TABLE orders ADD CONSTRAINT u UNIQUE (code);`,
    "SET NOT NULL without a check": `${PG}ALTER TABLE orders ALTER COLUMN code SET NOT NULL;`,
    "a default that differs for every row": `${PG}ALTER TABLE orders ADD COLUMN token uuid DEFAULT gen_random_uuid();`,
    "a column that can't be null and has no default": `${PG}ALTER TABLE orders ADD COLUMN code text NOT NULL;`,
    "a type that needs a rewrite": `ALTER TABLE orders ALTER COLUMN id TYPE bigint;`,
    "the second part of a statement": `ALTER TABLE orders\n  ADD COLUMN a jsonb,\n  ADD CONSTRAINT u UNIQUE (code);`,
    "CONCURRENTLY after BEGIN":
      "BEGIN;\nCREATE INDEX CONCURRENTLY idx ON orders (user_id);\nCOMMIT;",
    "CONCURRENTLY in Drizzle's transaction": {
      filename: "drizzle/0002_change.sql",
      code: "CREATE INDEX CONCURRENTLY idx ON orders (user_id);",
    },
    "CONCURRENTLY in TypeORM's transaction": typed(
      "await queryRunner.query(`CREATE INDEX CONCURRENTLY idx ON orders (user_id)`);",
    ),
    "SQL in a string of TypeORM": typed(
      'await queryRunner.query("ALTER TABLE orders ALTER COLUMN id TYPE bigint");',
    ),
    "SQL over lines in a template": typed(
      "await queryRunner.query(`\n      ALTER TABLE orders\n        ALTER COLUMN id TYPE bigint;\n    `);",
    ),
    "an index of TypeORM's builder beside PostgreSQL": typed(
      'await queryRunner.query("SELECT 1::int");\n    await queryRunner.createIndex("orders", new TableIndex({ columnNames: ["userId"] }));',
    ),
    "an index of knex beside PostgreSQL": {
      filename: "migrations/0002.ts",
      code: knexMigration(
        'await knex.raw("SELECT 1::int");\n  await knex.schema.alterTable("orders", (t) => {\n    t.index(["user_id"]);\n  });',
      ),
    },
    "MySQL's copy for a foreign key":
      "ALTER TABLE `orders` ADD COLUMN n int UNSIGNED, ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);",
    "MySQL asked to copy": "ALTER TABLE `orders` ADD INDEX idx (user_id), ALGORITHM=COPY;",
  },
  silent: {
    "an index that is built beside writes": "CREATE INDEX CONCURRENTLY idx ON orders (user_id);",
    "an index on a table of the same migration": `${PG}${CREATE_ORDERS}CREATE INDEX idx ON orders (user_id);`,
    "a table that is made under another schema and case": `${PG}CREATE TABLE "public"."Orders" (id int PRIMARY KEY);\nCREATE INDEX idx ON orders (id);`,
    "a table that no row is left in": `${PG}TRUNCATE orders;\nCREATE INDEX idx ON orders (user_id);`,
    "a key that is checked later": `${PG}ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;`,
    "a constraint that takes over an index": `${PG}ALTER TABLE orders ADD CONSTRAINT u UNIQUE USING INDEX idx;`,
    "SET NOT NULL after a valid check":
      "ALTER TABLE orders VALIDATE CONSTRAINT code_set;\nALTER TABLE orders ALTER COLUMN code SET NOT NULL;",
    "a default that is one value": `${PG}ALTER TABLE orders ADD COLUMN at timestamptz NOT NULL DEFAULT now();`,
    "a default that a function of the project makes": `${PG}ALTER TABLE orders ADD COLUMN code text DEFAULT new_code();`,
    "a text that may only get longer": `${PG}ALTER TABLE orders ALTER COLUMN code TYPE text;`,
    "a column with a reference, whose rows are all null": `${PG}ALTER TABLE orders ADD COLUMN user_id int REFERENCES users (id);`,
    "words in strings, comments and bodies": `${PG}-- CREATE INDEX a ON orders (b);\n/* CREATE INDEX a ON orders (b); /* nested */ */\nSELECT 'CREATE INDEX a ON orders (b);';\nCREATE FUNCTION f() RETURNS void AS $f$ CREATE INDEX a ON orders (b); $f$ LANGUAGE sql;`,
    "the part that goes down": `${PG}-- migrate:up\n${CREATE_ORDERS}-- migrate:down\nCREATE INDEX idx ON orders (user_id);`,
    "a file that goes down": {
      filename: "migrations/2.down.sql",
      code: `${PG}CREATE INDEX idx ON orders (user_id);`,
    },
    "a database that nothing tells": {
      filename: "library/migrations/2.sql",
      code: "CREATE INDEX idx ON orders (user_id);",
    },
    "an index of MySQL, which is built in place":
      "ALTER TABLE `orders` ADD COLUMN n int UNSIGNED, ADD INDEX idx (user_id);",
    "a foreign key of MySQL without checks":
      "SET foreign_key_checks = 0;\nALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users (id);",
    "SQLite, which one process uses":
      "PRAGMA foreign_keys = OFF;\nCREATE INDEX idx ON orders (user_id);",
    "ClickHouse, whose indexes are something else":
      "CREATE TABLE a ON CLUSTER c (id UInt8) ENGINE = MergeTree ORDER BY id;\nALTER TABLE orders ADD INDEX idx (user_id) TYPE minmax;",
    "CONCURRENTLY where TypeORM is told to leave the transaction": typed(
      "await queryRunner.query(`CREATE INDEX CONCURRENTLY idx ON orders (user_id)`);",
      "transaction = false as const;",
    ),
    "CONCURRENTLY where knex is told so": {
      filename: "migrations/0002.ts",
      code: `${knexMigration('await knex.raw("CREATE INDEX CONCURRENTLY idx ON orders (user_id)");')}\nexport const config = { transaction: false };\n`,
    },
    "a table of the same knex migration": {
      filename: "migrations/0002.ts",
      code: knexMigration(
        'await knex.raw("SELECT 1::int");\n  await knex.schema.createTable("orders", (t) => { t.increments(); t.integer("user_id"); }).alterTable("orders", (t) => { t.index(["user_id"]); });',
      ),
    },
    "a table whose name is put in": typed(
      'await queryRunner.query(`CREATE INDEX idx ON ${table} (user_id)`);\n    await queryRunner.query("SELECT 1::int");',
    ),
    "what is done on one kind of database only": typed(
      'if (queryRunner.connection.options.type === "postgres") {\n      await queryRunner.query("CREATE INDEX idx ON orders (user_id); SELECT 1::int");\n    }',
    ),
    "an object of the same name that is no runner's": {
      filename: "migrations/0002.ts",
      code: 'import type { Runner } from "./runner.js";\nexport async function up(queryRunner: Runner) {\n  await queryRunner.query("ALTER TABLE orders ALTER COLUMN id TYPE bigint");\n}\n',
    },
    "code beside the migrations": {
      filename: "migrations/log.ts",
      code: 'import type { QueryRunner } from "typeorm";\nexport async function log(queryRunner: QueryRunner) {\n  await queryRunner.query("ALTER TABLE orders ALTER COLUMN id TYPE bigint");\n}\n',
    },
  },
});
