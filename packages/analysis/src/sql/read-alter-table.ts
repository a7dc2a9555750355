import type { SchemaChange } from "../migration/schema-change.js";
import { readColumn } from "./read-column.js";
import { keyOf } from "./read-create-table.js";
import { isSymbol, isWord, textOf, type TokenReader } from "./token-reader.js";

/** The changes of one `ALTER TABLE`, each at its own part of the statement. */
export function readAlterTable(reader: TokenReader, start: number): readonly SchemaChange[] {
  reader.takes("if", "exists");
  reader.takes("only");
  const table = reader.name();
  const parts = reader.parts();
  const asked = parts.map((part) => askedOf(part)).find((one) => one !== undefined);
  return parts.flatMap((part, index) => {
    const base: Base = {
      ...(table !== undefined && { table }),
      start: index === 0 ? start : (part.peek()?.start ?? start),
      ...(asked !== undefined && { algorithm: asked }),
    };
    return partOf(part, base);
  });
}

type Base = Pick<SchemaChange, "table" | "start" | "algorithm">;

function askedOf(part: TokenReader): string | undefined {
  const text = textOf(part.rest());
  return /(?:^|\b)(?:algorithm|lock) =? ?(copy|inplace|instant|none|shared|exclusive)\b/.exec(
    text,
  )?.[1];
}

function partOf(part: TokenReader, base: Base): readonly SchemaChange[] {
  if (part.sees("algorithm") || part.sees("lock")) return [];
  const make = (
    rest: Omit<SchemaChange, "columns" | "start" | "end"> & Partial<SchemaChange>,
  ): readonly SchemaChange[] => [{ ...base, columns: [], end: part.end, ...rest }];
  if (part.takes("add")) return added(part, base);
  if (part.takes("drop")) return dropped(part, make);
  if (part.takes("rename")) return renamedIn(part, make);
  if (part.takes("alter")) return altered(part, make);
  if (part.sees("modify") || part.sees("change")) return redefined(part, make);
  if (part.takes("validate", "constraint"))
    return make({ action: "validate", says: "VALIDATE CONSTRAINT" });
  if (part.takes("convert", "to", "character", "set"))
    return make({ action: "rewrite", says: "CONVERT TO CHARACTER SET" });
  return make({ action: "alter-table", says: "ALTER TABLE" });
}

type Make = (
  rest: Omit<SchemaChange, "columns" | "start" | "end"> & Partial<SchemaChange>,
) => readonly SchemaChange[];

function added(part: TokenReader, base: Base): readonly SchemaChange[] {
  const key = keyOf(part, base);
  if (key) return [key];
  part.takes("column");
  part.takes("if", "not", "exists");
  if (part.sees("partition") || part.sees("value")) return [];
  if (isSymbol(part.peek(), "(")) {
    return (part.group()?.parts() ?? []).map((one) => columnOf(one, base));
  }
  return [columnOf(part, base)];
}

function columnOf(part: TokenReader, base: Base): SchemaChange {
  const name = part.name();
  const { end } = part;
  const column = readColumn(name, part.rest());
  return {
    ...base,
    action: "add-column",
    columns: name === undefined ? [] : [name],
    column,
    says: "ADD COLUMN",
    end,
  };
}

function dropped(part: TokenReader, make: Make): readonly SchemaChange[] {
  const [first] = part.rest();
  if (NOT_COLUMNS.some((word) => isWord(first, word))) {
    return make({ action: "alter-table", says: `DROP ${String(first?.text).toUpperCase()}` });
  }
  part.takes("column");
  part.takes("if", "exists");
  const name = part.name();
  return make({ action: "drop-column", columns: listOf(name), says: "DROP COLUMN", end: part.end });
}

const NOT_COLUMNS = [
  "constraint",
  "index",
  "key",
  "primary",
  "foreign",
  "check",
  "partition",
  "period",
];

function renamedIn(part: TokenReader, make: Make): readonly SchemaChange[] {
  if (part.takes("to") || part.takes("as")) {
    const newName = part.name();
    return make({
      action: "rename-table",
      ...(newName !== undefined && { newName }),
      says: "RENAME TO",
      end: part.end,
    });
  }
  if (part.sees("constraint") || part.sees("index") || part.sees("key"))
    return make({ action: "alter-table", says: "RENAME" });
  part.takes("column");
  const name = part.name();
  if (!part.takes("to")) return [];
  const newName = part.name();
  return make({
    action: "rename-column",
    columns: listOf(name),
    ...(newName !== undefined && { newName }),
    says: "RENAME COLUMN",
    end: part.end,
  });
}

/** `ALTER COLUMN` of PostgreSQL. */
function altered(part: TokenReader, make: Make): readonly SchemaChange[] {
  if (part.sees("constraint") || part.sees("index"))
    return make({ action: "alter-table", says: "ALTER" });
  part.takes("column");
  const name = part.name();
  const columns = listOf(name);
  if (part.takes("set", "not", "null"))
    return make({ action: "set-not-null", columns, says: "SET NOT NULL", end: part.end });
  if (!part.takes("set", "data", "type") && !part.takes("type"))
    return make({ action: "alter-table", columns, says: "ALTER COLUMN" });
  const column = readColumn(name, part.rest());
  return make({ action: "change-type", columns, column, says: "ALTER COLUMN … TYPE" });
}

/** `MODIFY` and `CHANGE` of MySQL, which write the whole column again. */
function redefined(part: TokenReader, make: Make): readonly SchemaChange[] {
  const isChange = part.takes("change");
  if (!isChange) part.takes("modify");
  part.takes("column");
  const name = part.name();
  const newName = isChange ? part.name() : undefined;
  const { end } = part;
  const column = readColumn(newName ?? name, part.rest());
  const says = isChange ? "CHANGE COLUMN" : "MODIFY COLUMN";
  const renames = newName !== undefined && newName !== name;
  return [
    ...make({ action: "change-type", columns: listOf(name), column, says, end }),
    ...(renames
      ? make({ action: "rename-column", columns: listOf(name), newName, says, end })
      : []),
  ];
}

function listOf(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [name];
}
