import { basename, dirname, join } from "node:path";
import { PerRound } from "../project/round.js";
import { dialectOfText, dialectOfTexts } from "../sql/dialect.js";
import { isJavaScriptFile, readCodeMigration } from "./code-migration.js";
import { SchemaHistory } from "./history.js";
import {
  configuredDialect,
  filesBeside,
  isThere,
  packageDialect,
  textAt,
} from "./known-dialect.js";
import type { Dialect, Migration } from "./migration.js";
import type { RawMigration } from "./raw-migration.js";
import { readSqlMigration } from "./sql-migration.js";

/** More migrations than this are not held side by side. */
const MAX_FILES = 3000;

/** A migration among those that run before and after it. */
export interface PlacedMigration {
  readonly migration: Migration;
  readonly history: SchemaHistory;
}

/** Reads what stands beside a migration, where it is on disk. */
export function placeMigration(
  raw: RawMigration,
  text: string,
  path: string | undefined,
): PlacedMigration {
  const folder = path === undefined ? NOWHERE : folderOf(path);
  const dialect = dialectFor(raw.sql, path, folder);
  const migration = migrationOf(raw, { text, path: path ?? "" }, dialect);
  const others = folder.members.filter((member) => member.path !== path);
  const isAsOnDisk = folder.members.length - others.length === 1 && folder.textOf(path) === text;
  const history = isAsOnDisk
    ? folder.history
    : new SchemaHistory(
        [...others.map((other) => migrationOf(other.raw, other, dialect)), migration],
        [...folder.checks, ...notNullChecksIn(text)],
      );
  return { migration, history };
}

function migrationOf(
  { runner, up, isWhole, transaction, down }: RawMigration,
  { text, path }: Pick<Member, "text" | "path">,
  dialect: Dialect | undefined,
): Migration {
  return {
    path,
    runner,
    dialect,
    up,
    transaction,
    ...(!isWhole && { unread: text.toLowerCase() }),
    ...(down && { down }),
  };
}

interface Member {
  readonly path: string;
  readonly text: string;
  readonly raw: RawMigration;
}

interface Folder {
  readonly members: readonly Member[];
  readonly history: SchemaHistory;
  readonly checks: readonly string[];
  readonly dialect: Dialect | undefined;
  /** Where its configuration would be. */
  readonly home: string | undefined;
  textOf(path: string | undefined): string | undefined;
}

const NOWHERE: Folder = {
  members: [],
  history: new SchemaHistory([]),
  checks: [],
  dialect: undefined,
  home: undefined,
  textOf: () => undefined,
};

const folders = new PerRound<string, Folder>();

function folderOf(path: string): Folder {
  const isCode = isJavaScriptFile(path);
  // Prisma and new versions of Drizzle give each migration a folder of its own.
  const isNested = basename(path) === "migration.sql";
  const home = isNested ? dirname(dirname(path)) : dirname(path);
  return folders.get(`${home}:${String(isCode)}:${String(isNested)}`, () => {
    const names = isNested
      ? filesBeside(home, (name) => !name.includes("."))
          .map((folder) => join(folder, "migration.sql"))
          .filter(isThere)
      : filesBeside(home, (name) => (isCode ? isJavaScriptFile(name) : name.endsWith(".sql")));
    return readFolder(home, names.slice(0, MAX_FILES));
  });
}

function readFolder(home: string, paths: readonly string[]): Folder {
  const members = paths.flatMap((path): readonly Member[] => {
    const text = textAt(path);
    const raw = readMigration(path, text, path);
    return raw ? [{ path, text, raw }] : [];
  });
  const checks = members.flatMap(({ raw }) => notNullChecksIn(raw.sql));
  const dialect = configuredDialect(home) ?? dialectOfTexts(members.map(({ raw }) => raw.sql));
  const texts = new Map(members.map(({ path, text }) => [path, text]));
  return {
    members,
    history: new SchemaHistory(
      members.map((member) => migrationOf(member.raw, member, dialect)),
      checks,
    ),
    checks,
    dialect,
    home,
    textOf: (path) => (path === undefined ? undefined : texts.get(path)),
  };
}

/** What a file says by itself; undefined where it is no migration. */
export function readMigration(
  file: string,
  text: string,
  path: string | undefined,
): RawMigration | undefined {
  return isJavaScriptFile(file)
    ? readCodeMigration(file, text, path)
    : readSqlMigration(file, text);
}

function dialectFor(text: string, path: string | undefined, folder: Folder): Dialect | undefined {
  const stated = folder.home === undefined ? undefined : configuredDialect(folder.home);
  return (
    stated ??
    dialectOfText(text) ??
    folder.dialect ??
    (path === undefined ? undefined : packageDialect(path))
  );
}

/** Columns that a check somewhere keeps from being null. */
function notNullChecksIn(text: string): readonly string[] {
  return [...text.matchAll(/\bCHECK\s*\(+\s*"?(\w+)"?\s+IS\s+NOT\s+NULL/gi)].map(
    ([, column = ""]) => column.toLowerCase(),
  );
}
