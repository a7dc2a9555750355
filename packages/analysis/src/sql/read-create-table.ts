import type { SchemaChange } from "../migration/schema-change.js";
import { readColumn } from "./read-column.js";
import { isSymbol, isWord, type TokenReader } from "./token-reader.js";

/** A new table, and the keys and columns that it is made with. */
export function readCreateTable(
  reader: TokenReader,
  start: number,
  { isTemporary }: { readonly isTemporary: boolean },
): readonly SchemaChange[] {
  reader.takes("table");
  reader.takes("if", "not", "exists");
  const table = reader.name();
  const { end } = reader;
  const base = { ...(table !== undefined && { table }), start, end, isInline: true };
  const isList =
    isSymbol(reader.peek(), "(") &&
    !isWord(reader.peek(1), "select") &&
    !isWord(reader.peek(1), "like");
  const parts = isList ? (reader.group()?.parts() ?? []) : [];
  const isDerived =
    isTemporary ||
    !isList ||
    reader
      .rest()
      .some((token) => isWord(token, "inherits") || isWord(token, "select") || isWord(token, "of"));
  const members = parts.flatMap((part) => memberOf(part, base));
  return [
    {
      ...base,
      action: "create-table",
      columns: [],
      ...((isDerived || parts.some((part) => part.sees("like"))) && { isDerived: true }),
      says: "CREATE TABLE",
    },
    ...members,
  ];
}

type Base = Pick<SchemaChange, "table" | "start" | "end" | "isInline">;

function memberOf(part: TokenReader, base: Base): readonly SchemaChange[] {
  const start = part.peek()?.start ?? base.start;
  if (part.sees("like")) return [];
  const key = keyOf(part, { ...base, start });
  if (key) return [{ ...key, end: part.end }];
  const name = part.name();
  const place = { ...base, start, end: part.end };
  const column = readColumn(name, part.rest());
  return [
    {
      ...place,
      action: "add-column",
      columns: name === undefined ? [] : [name],
      column,
      says: "CREATE TABLE",
    },
  ];
}

/** A key or constraint of a table, as it is written in `CREATE TABLE` and after `ADD`. */
export function keyOf(
  reader: TokenReader,
  base: Omit<Base, "end"> & { readonly end?: number },
): SchemaChange | undefined {
  if (reader.takes("constraint") && !CONSTRAINTS.some((word) => reader.sees(word))) reader.name();
  const make = (action: SchemaChange["action"], says: string): SchemaChange => {
    const columns = reader.columns();
    const end = reader.end;
    const references = reader.takes("references") ? reader.name() : undefined;
    const rest = reader.rest();
    const isDeferred = rest.some(
      (token, index) => isWord(token, "not") && isWord(rest[index + 1], "valid"),
    );
    return {
      ...base,
      action,
      columns,
      ...(references !== undefined && { references }),
      ...(isDeferred && { isDeferred }),
      says,
      end,
    };
  };
  if (reader.takes("foreign", "key")) {
    if (!isSymbol(reader.peek(), "(")) reader.name();
    return make("add-foreign-key", "ADD FOREIGN KEY");
  }
  if (reader.takes("primary", "key"))
    return indexed(reader, make, "add-primary-key", "ADD PRIMARY KEY");
  if (reader.takes("check")) return make("add-check", "ADD CHECK");
  if (reader.takes("unique")) {
    if (!reader.takesAny("key", "index")) reader.takes("nulls", "not", "distinct");
    if (!isSymbol(reader.peek(), "(") && !reader.sees("using")) reader.name();
    return indexed(reader, make, "add-unique", "ADD UNIQUE");
  }
  const special = ["fulltext", "spatial"].find((word) => reader.takes(word));
  if (reader.sees("index") || reader.sees("key") || special !== undefined) {
    if (isSymbol(reader.peek(2), "(") || isSymbol(reader.peek(1), "(") || special !== undefined) {
      reader.takesAny("index", "key");
      if (!isSymbol(reader.peek(), "(")) reader.name();
      return {
        ...make("create-index", "ADD INDEX"),
        ...(special !== undefined && { algorithm: special }),
      };
    }
  }
  return undefined;
}

const CONSTRAINTS = ["foreign", "primary", "check", "unique"];

function indexed(
  reader: TokenReader,
  make: (action: SchemaChange["action"], says: string) => SchemaChange,
  action: SchemaChange["action"],
  says: string,
): SchemaChange {
  const isReady = reader.takes("using", "index");
  if (reader.takes("using")) reader.name();
  return { ...make(action, says), ...(isReady && { isDeferred: true }) };
}
