import type { SchemaChange } from "../migration/schema-change.js";
import type { SqlToken } from "./lex.js";
import { readAlterTable } from "./read-alter-table.js";
import { readCreateTable } from "./read-create-table.js";
import { textOf, TokenReader } from "./token-reader.js";

/** What one statement changes of the schema; nothing where it is about something else. */
export function readStatement(tokens: readonly SqlToken[]): readonly SchemaChange[] {
  const reader = new TokenReader(tokens);
  const start = tokens[0]?.start ?? 0;
  const change = (
    rest: Omit<SchemaChange, "columns" | "start" | "end"> & Partial<SchemaChange>,
  ): readonly SchemaChange[] => [{ columns: [], start, end: reader.end, ...rest }];
  if (reader.takes("create")) return readCreate(reader, start);
  if (reader.takes("alter", "table")) return readAlterTable(reader, start);
  if (reader.takes("drop")) return readDrop(reader, start);
  if (reader.takes("rename", "table")) {
    const table = reader.name();
    reader.takes("to");
    return change({
      action: "rename-table",
      ...named(table),
      ...renamed(reader.name()),
      says: "RENAME TABLE",
    });
  }
  if (reader.takes("truncate")) {
    reader.takesAny("table");
    reader.takesAny("only");
    return change({ action: "truncate", ...named(reader.name()), says: "TRUNCATE" });
  }
  if (reader.takes("delete", "from")) {
    reader.takes("only");
    const table = reader.name();
    const isWhole = reader.isDone;
    return isWhole
      ? change({ action: "truncate", ...named(table), says: "DELETE without WHERE" })
      : [];
  }
  if (reader.takes("update")) {
    reader.takes("only");
    return change({ action: "fill", ...named(reader.name()), says: "UPDATE" });
  }
  if (reader.takes("set") || reader.takes("select")) {
    const setting = settingOf(tokens);
    return setting ? change(setting) : [];
  }
  return readRest(reader, change);
}

type Partly = Omit<SchemaChange, "columns" | "start" | "end">;

function settingOf(tokens: readonly SqlToken[]): Partly | undefined {
  const text = textOf(tokens);
  if (/^set .*\block_timeout\b|^select set_config \( 'lock_timeout'/.test(text))
    return { action: "limit-lock-wait", says: "SET lock_timeout" };
  if (/^set .*\bforeign_key_checks (?::?= )?(?:0|off)\b/.test(text))
    return { action: "skip-key-checks", says: "SET foreign_key_checks" };
  return undefined;
}

function readRest(
  reader: TokenReader,
  change: (rest: Partly) => readonly SchemaChange[],
): readonly SchemaChange[] {
  if (reader.takes("begin") || reader.takes("start", "transaction"))
    return change({ action: "begin", says: "BEGIN" });
  if (reader.takes("commit") || reader.takes("end"))
    return change({ action: "commit", says: "COMMIT" });
  if (reader.takes("vacuum", "full") || reader.takes("cluster")) {
    return change({ action: "rewrite", ...named(reader.name()), says: "VACUUM FULL" });
  }
  if (reader.takes("reindex")) {
    reader.group();
    const isWhole = !reader.takesAny("index", "table");
    if (isWhole || reader.takes("concurrently")) return [];
    return change({ action: "rewrite", ...named(reader.name()), says: "REINDEX" });
  }
  return [];
}

function readCreate(reader: TokenReader, start: number): readonly SchemaChange[] {
  reader.takes("or", "replace");
  const isTemporary = reader.takesAny("temp", "temporary", "unlogged", "global", "local");
  if (reader.takes("temp") || reader.takes("temporary") || reader.takes("table"))
    return readCreateTable(reader, start, { isTemporary });
  if (reader.takes("view") || reader.takes("materialized", "view")) {
    reader.takes("if", "not", "exists");
    const table = reader.name();
    return [
      {
        action: "create-view",
        ...named(table),
        columns: [],
        says: "CREATE VIEW",
        start,
        end: reader.end,
      },
    ];
  }
  const kind = ["unique", "fulltext", "spatial", "clustered", "nonclustered"].find((word) =>
    reader.takes(word),
  );
  return reader.takes("index") ? readCreateIndex(reader, start, kind) : [];
}

function readCreateIndex(
  reader: TokenReader,
  start: number,
  kind: string | undefined,
): readonly SchemaChange[] {
  const isConcurrent = reader.takes("concurrently");
  reader.takes("if", "not", "exists");
  if (!reader.sees("on")) reader.name();
  const { end } = reader;
  while (!reader.isDone && !reader.takes("on")) reader.next();
  const isPartition = reader.takes("only");
  const table = reader.name();
  if (reader.takes("using")) reader.name();
  const columns = reader.columns();
  const rest = textOf(reader.rest());
  const asked = /\b(?:algorithm|lock) =? ?(copy|inplace|instant|none|shared|exclusive)\b/.exec(
    rest,
  )?.[1];
  return [
    {
      action: "create-index",
      ...named(table),
      columns,
      isConcurrent,
      isUnique: kind === "unique",
      ...(isPartition && { isDeferred: true }),
      ...(asked !== undefined && { algorithm: asked }),
      ...((kind === "fulltext" || kind === "spatial") && { algorithm: kind }),
      // A partial index serves only some of the rows.
      ...(/\bwhere\b/.test(rest) && { isDerived: true }),
      says: kind === "unique" ? "CREATE UNIQUE INDEX" : "CREATE INDEX",
      start,
      end,
    },
  ];
}

function readDrop(reader: TokenReader, start: number): readonly SchemaChange[] {
  const isTemporary = reader.takes("temporary");
  if (reader.takes("table")) {
    reader.takes("if", "exists");
    return reader.parts().flatMap((part): readonly SchemaChange[] => {
      const table = part.name();
      return isTemporary
        ? []
        : [
            {
              action: "drop-table",
              ...named(table),
              columns: [],
              says: "DROP TABLE",
              start,
              end: part.end,
            },
          ];
    });
  }
  if (!reader.takes("index")) return [];
  const isConcurrent = reader.takes("concurrently");
  reader.takes("if", "exists");
  reader.name();
  const { end } = reader;
  const table = reader.takes("on") ? reader.name() : undefined;
  return [
    {
      action: "drop-index",
      ...named(table),
      columns: [],
      isConcurrent,
      says: "DROP INDEX",
      start,
      end,
    },
  ];
}

function named(table: string | undefined): { readonly table?: string } {
  return table === undefined ? {} : { table };
}

function renamed(newName: string | undefined): { readonly newName?: string } {
  return newName === undefined ? {} : { newName };
}
