import { configurationProblem, sqlSyntax } from "@faultline/analysis";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lexSql } from "../../src/sql/lex.js";
import { readStatement } from "../../src/sql/read-statement.js";
import { splitStatements } from "../../src/sql/split-statements.js";

function statements(text: string): string[] {
  return splitStatements(lexSql(text).tokens).map((tokens) =>
    text.slice(tokens[0]?.start, tokens.at(-1)?.end),
  );
}

function says(text: string): string[] {
  return splitStatements(lexSql(text).tokens)
    .flatMap(readStatement)
    .map(({ action, table, columns }) => `${action} ${table ?? "?"} (${columns.join(", ")})`);
}

describe("statements", () => {
  it.each([
    ["strings and quoted names", `SELECT 'a;''b'; SELECT "c;d"`, 2],
    ["escape strings", String.raw`SELECT E'a\';b'; SELECT 1`, 2],
    ["MySQL's escapes", String.raw`SELECT 'it\'s; one'; SELECT 2`, 2],
    ["a backslash at a string's end", String.raw`SELECT 'C:\'; SELECT 2`, 2],
    ["nested comments", "SELECT 1 /* a; /* b; */ c; */; SELECT 2", 2],
    ["comments of MySQL", "SELECT 1 # a; b\n; SELECT 2", 2],
    ["an operator of JSON", "SELECT a #> b; SELECT c #>> d", 2],
    ["dollar-quoted bodies", "DO $x$ BEGIN a; $$ b; $$ END $x$; SELECT 1", 2],
    ["parameters", "SELECT $1; SELECT $2", 2],
    ["back-ticks and brackets", "SELECT `a;b`; SELECT [a;b]; SELECT x[1]", 4],
    [
      "delimiters",
      "DELIMITER //\nCREATE PROCEDURE p() BEGIN a; b; END//\nDELIMITER ;\nSELECT 1;",
      2,
    ],
    [
      "triggers of SQLite",
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = 1; DELETE FROM d; END; SELECT 1",
      2,
    ],
    ["batches", "SELECT 1\nGO\nSELECT 2\ngo\n", 2],
    ["commands of psql", "\\connect it's\nSELECT 1;\n\\copy a from 'b'\n", 1],
  ])("are told apart beside %s", (_name, text, count) => {
    expect(statements(text)).toHaveLength(count);
  });

  it.each([
    ["ALTER TABLE ONLY public.a ADD COLUMN IF NOT EXISTS b int", ["add-column a (b)"]],
    [
      'ALTER TABLE "a" DROP COLUMN IF EXISTS b CASCADE, DROP CONSTRAINT c',
      ["drop-column a (b)", "alter-table a ()"],
    ],
    ["alter table :SCHEMA.jobs alter column q drop not null", ["alter-table jobs (q)"]],
    ["CREATE INDEX ON a USING gin (b jsonb_ops)", ["create-index a (b)"]],
    ["CREATE INDEX i ON a (lower(b), c)", ["create-index a ()"]],
    ["CREATE UNIQUE NONCLUSTERED INDEX i ON [dbo].[a] ([b] ASC)", []],
    ["DROP TABLE IF EXISTS a, b", ["drop-table a ()", "drop-table b ()"]],
    [
      "ALTER TABLE a MODIFY COLUMN b varchar(20) CHARACTER SET utf8 NOT NULL",
      ["change-type a (b)"],
    ],
    [
      "CREATE TABLE a (b numeric(10, 2) DEFAULT (1 + 2), PRIMARY KEY (b), KEY k (b))",
      ["create-table a ()", "add-column a (b)", "add-primary-key a (b)", "create-index a (b)"],
    ],
    ["RENAME TABLE a TO b", ["rename-table a ()"]],
    ["DELETE FROM a; DELETE FROM a WHERE b", ["truncate a ()"]],
  ])("are read: %s", (text, expected) => {
    expect(says(text)).toEqual(expected);
  });
});

describe("a text that is broken", () => {
  it.each([
    ["a string", "SELECT 1;\nSELECT 'open", 2, "This string is never closed"],
    ["a comment", "\r\n/* open\r\n", 2, "This comment is never closed"],
    ["a body", "SELECT 1;\n\nDO $a$ x $b$", 3, "This dollar-quoted body is never closed"],
    ["a name", 'ALTER TABLE "open', 1, "This name is never closed"],
  ])("says where %s opens", (_name, text, line, message) => {
    expect(configurationProblem("migrations/1.sql", text)).toMatchObject({ line, message });
  });

  it("is read when it stops anywhere, or has lost a piece", () => {
    const text = `-- a\nCREATE TABLE "a" (b int REFERENCES c (d), CHECK (b > 0));\nALTER TABLE a ADD CONSTRAINT x FOREIGN KEY (b) REFERENCES c (d) NOT VALID, ALTER COLUMN b TYPE bigint USING b::bigint;\nDO $$ x $$; CREATE INDEX CONCURRENTLY i ON a (b) WHERE c;`;
    const at = fc.nat(text.length);
    fc.assert(
      fc.property(at, at, fc.string({ maxLength: 6 }), (from, to, between) => {
        const broken = text.slice(0, from) + between + text.slice(to);
        sqlSyntax(broken);
        says(broken);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["rows", "INSERT INTO a VALUES (1, 'x');\n"],
    ["parentheses", "("],
    ["quotes in pairs", "''"],
    ["comments that open", "/*"],
    ["backslashes", String.raw`'\'`],
    ["dollars", "$a$"],
    ["statements", "ALTER TABLE a ADD COLUMN b int;"],
  ])(
    "is read fast with one megabyte, and ten, of %s",
    (_name, piece) => {
      const text = piece.repeat(Math.floor(1_000_000 / piece.length));
      const start = performance.now();
      sqlSyntax(text);
      sqlSyntax(text.repeat(10));
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );
});

it("places comments and texts of several lines, with a mark at the start and Windows lines", () => {
  const { comments, tokens } = sqlSyntax("\uFEFF-- one\r\nSELECT 'a\r\nb'; /* two */\r\n");
  expect(comments.map(({ value, loc }) => [value, loc.start])).toEqual([
    [" one", { line: 1, column: 1 }],
    [" two ", { line: 3, column: 4 }],
  ]);
  expect(tokens).toHaveLength(1);
});
