import { describe, expect, test } from "vitest";
import { dataModelDelta } from "../../src/contract-delta/data-model.js";
import { treesOf } from "../support/trees.js";

type Texts = Readonly<Record<string, string>>;

function delta(base: Texts, head: Texts): readonly string[] {
  return dataModelDelta(treesOf(base, { ...base, ...head }), "/nowhere").map(
    ({ subject, change, reversal, location: { line } }) =>
      `${subject} ${change} (${reversal}) @${String(line)}`,
  );
}

describe("migrations", () => {
  test("what a new one does to tables that are there", () => {
    const sql = `CREATE TABLE carts (id int PRIMARY KEY);
CREATE INDEX ON carts (id);
ALTER TABLE orders ADD COLUMN note text;
ALTER TABLE orders ADD COLUMN total int NOT NULL;
ALTER TABLE orders DROP COLUMN old;
ALTER TABLE orders RENAME COLUMN a TO b;
ALTER TABLE orders ALTER COLUMN b SET NOT NULL;
ALTER TABLE orders ALTER COLUMN b TYPE varchar(10);
CREATE UNIQUE INDEX ON orders (b);
DROP TABLE legacy;`;
    expect(delta({}, { "migrations/2.sql": sql })).toMatchInlineSnapshot(`
      [
        "carts was added (reversible) @1",
        "orders.note was added (reversible) @3",
        "orders.total was added, NOT NULL and without a default (irreversible) @4",
        "orders.old was dropped (irreversible) @5",
        "orders.a was renamed to b (irreversible) @6",
        "orders.b became NOT NULL (irreversible) @7",
        "orders.b changed its type to varchar(10) (unknown) @8",
        "orders got a unique index on b (reversible) @9",
        "legacy was dropped (irreversible) @10",
      ]
    `);
  });

  test("a way down brings back the schema, not the rows", () => {
    const up = { "migrations/2.up.sql": "ALTER TABLE a DROP COLUMN b;" };
    const down = { "migrations/2.down.sql": "ALTER TABLE a ADD COLUMN b int;" };
    expect(delta({}, up)).toEqual(["a.b was dropped (irreversible) @1"]);
    expect(delta({}, { ...up, ...down })).toEqual(["a.b was dropped (lossy) @1"]);
  });

  test("one that has run is not run again", () => {
    const file = "migrations/1.sql";
    expect(delta({ [file]: "DROP TABLE a;" }, { [file]: "DROP TABLE a; DROP TABLE b;" })).toEqual(
      [],
    );
  });
});

describe("Prisma's schema", () => {
  const schema = (fields: string): Texts => ({
    "prisma/schema.prisma": `model User {\n  id Int @id // the key\n${fields}\n  @@map("users")\n}\n\nmodel Post {\n  id Int @id\n}\n`,
  });

  test("columns that come, go and change", () => {
    const base = schema("  name String?\n  age Int\n  posts Post[]");
    const head = schema(
      '  name String\n  tag String @db.VarChar(9)\n  nick String? @map("nickname")\n  @@unique([tag, nick])',
    );
    expect(delta(base, head)).toMatchInlineSnapshot(`
      [
        "users.name became NOT NULL (irreversible) @3",
        "users.age was dropped (irreversible) @1",
        "users.tag was added, NOT NULL and without a default (irreversible) @4",
        "users.nickname was added (reversible) @5",
        "users got a unique index on tag, nick (reversible) @6",
      ]
    `);
  });

  test("order, comments, alignment and relations are no change", () => {
    const base = schema("  name String?\n  age Int");
    const head = schema('  age   Int // "years"\n  posts Post[]\n  name  String?');
    expect(delta(base, head)).toEqual([]);
  });

  test("a new migration beside it says it instead", () => {
    const sql = { "prisma/migrations/1_a/migration.sql": "ALTER TABLE users ADD COLUMN age INT;" };
    expect(delta(schema(""), { ...schema("  age Int?"), ...sql })).toEqual([
      "users.age was added (reversible) @1",
    ]);
  });
});
