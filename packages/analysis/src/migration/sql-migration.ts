import { absent, present, type Fact } from "@faultline/contract";
import type { Runner } from "./migration.js";
import { EMPTY_HEAD, type RawMigration } from "./raw-migration.js";
import type { SchemaChange } from "./schema-change.js";
import {
  lexSql,
  MAX_SQL_CHARACTERS,
  type LexedSql,
  type SqlComment,
  type SqlToken,
} from "../sql/lex.js";
import { readStatement } from "../sql/read-statement.js";
import { splitStatements } from "../sql/split-statements.js";

/** What runners write above the part that goes up, and above the part that goes down again. */
const UP = /^\s*(?:migrate:up|\+\w+ Up|rambler up|Up Migration|!Ups|@UP)\b/i;
const DOWN = /^\s*(?:migrate:down|\+\w+ Down|rambler down|Down Migration|!Downs|@DOWN|@UNDO)\b/i;

/** True for a file that undoes another one. */
function isDownFile(file: string): boolean {
  return /(?:^|[._/-])(?:down|undo|rollback|revert)(?:\.sql$|\/)|(?:^|\/)U\d[\w.]*__[^/]*\.sql$/i.test(
    file,
  );
}

/** Reads one file of SQL, of whatever dialect. */
export function readSqlMigration(file: string, text: string): RawMigration {
  const runner = runnerOf(file, text);
  const none = { runner, sql: text, up: [], transaction: "unknown", head: EMPTY_HEAD } as const;
  if (text.length > MAX_SQL_CHARACTERS) return { ...none, isWhole: false };
  if (isDownFile(file)) return { ...none, isWhole: true };
  const lexed = lexSql(text);
  const marks = marksIn(lexed);
  const tokens = lexed.tokens.filter(
    ({ start }) => marks.down === undefined || start < marks.down.start,
  );
  const up = changesIn(tokens);
  const down = marks.up && downFact(lexed, marks, up);
  const [first] = tokens;
  return {
    runner,
    sql: text,
    up,
    isWhole: !lexed.unclosed && !tokens.some(hidesChanges),
    transaction: runner === "drizzle" ? "inside" : "unknown",
    head: first ? { start: first.start, end: headEnd(tokens, first) } : EMPTY_HEAD,
    ...(down && { down }),
  };
}

/** What statements change, in order. */
export function changesIn(tokens: readonly SqlToken[]): readonly SchemaChange[] {
  return splitStatements(tokens).flatMap(readStatement);
}

/** `DO $$ … ALTER TABLE … $$`: what it changes depends on what it finds. */
export function hidesChanges({ kind, text }: SqlToken): boolean {
  return kind === "body" && /\b(?:alter|create|drop)\s+(?:table|index|unique)\b/i.test(text);
}

function runnerOf(file: string, text: string): Runner {
  if (file.endsWith("/migration.sql") && !text.includes("statement-breakpoint")) return "prisma";
  return /^--> statement-breakpoint/m.test(text) || /(?:^|\/)drizzle\//.test(file)
    ? "drizzle"
    : "sql";
}

interface Marks {
  readonly up: SqlComment | undefined;
  readonly down: SqlComment | undefined;
}

function marksIn({ comments }: LexedSql): Marks {
  return {
    up: comments.find(({ value }) => UP.test(value)),
    down: comments.find(({ value }) => DOWN.test(value)),
  };
}

function downFact(
  { tokens, comments }: LexedSql,
  { down }: Marks,
  up: readonly SchemaChange[],
): Fact | undefined {
  if (up.length === 0) return undefined;
  if (!down)
    return absent("the file has no part that goes down", "a part below `down` that undoes it");
  const isFilled = tokens.some(({ start }) => start > down.start);
  const isExplained = comments.some(
    ({ start, value }) => start > down.start && !/^\s*\+/.test(value),
  );
  return isFilled || isExplained
    ? present("the file says how to go down")
    : absent(
        "the part that goes down is empty",
        "what undoes it, or a comment that says why nothing can",
      );
}

/** The end of the first three words, or less where the line ends before. */
function headEnd(tokens: readonly SqlToken[], first: SqlToken): number {
  return tokens.slice(0, 3).findLast(({ end }) => end - first.start < 80)?.end ?? first.end;
}
