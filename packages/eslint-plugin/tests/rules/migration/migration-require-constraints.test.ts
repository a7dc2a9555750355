import { testRule } from "../../harness/test-rule.js";

testRule("migration-require-constraints", {
  reports: {
    "a table without a key": "CREATE TABLE events (name text, at timestamp);",
    "an index that is not unique":
      "CREATE TABLE events (name text);\nCREATE INDEX idx ON events (name);",
    "a table of knex without a key": {
      filename: "migrations/0001.ts",
      code: 'import type { Knex } from "knex";\nexport async function up(knex: Knex) {\n  await knex.schema.createTable("events", (t) => {\n    t.string("name");\n  });\n}\n',
    },
  },
  silent: {
    "a key of its own": "CREATE TABLE events (id int PRIMARY KEY);",
    "a key below the columns":
      "CREATE TABLE events (a int, b int, CONSTRAINT pk PRIMARY KEY (a, b));",
    "a key that is added":
      "CREATE TABLE events (a int);\nALTER TABLE ONLY events ADD CONSTRAINT pk PRIMARY KEY (a);",
    "a unique index, as Prisma gives its tables between two":
      'CREATE TABLE "_AToB" ("A" int, "B" int);\nCREATE UNIQUE INDEX idx ON "_AToB" ("A", "B");',
    "a temporary table": "CREATE TEMPORARY TABLE tmp (a int);",
    "a table made from a query": "CREATE TABLE copy AS SELECT * FROM events;",
    "a partition": "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (2);",
    "a table like another": "CREATE TABLE copy (LIKE events INCLUDING ALL);",
    "a table that inherits": "CREATE TABLE child (a int) INHERITS (parent);",
    ClickHouse: "CREATE TABLE events (a UInt8) ENGINE = MergeTree ORDER BY a;",
    "SQLite, which numbers rows by itself":
      "PRAGMA foreign_keys = ON;\nCREATE TABLE events (a int);",
    "a table that goes again": "CREATE TABLE tmp (a int);\nDROP TABLE tmp;",
    "a table of knex with a numbered column": {
      filename: "migrations/0001.ts",
      code: 'import type { Knex } from "knex";\nexport async function up(knex: Knex) {\n  await knex.schema.createTable("events", (t) => {\n    t.increments();\n    t.string("name");\n  });\n}\n',
    },
  },
});
