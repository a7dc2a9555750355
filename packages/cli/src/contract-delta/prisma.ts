import type { DataModelChange, SourceLocation } from "@faultline/contract";
import { isOwnContract } from "./contract-language.js";
import type { Tree, Trees } from "./tree.js";

/**
 * What a change of Prisma's schema does to the tables. Where a migration stands beside it, that says it, and better: the
 * schema can't tell a rename from a column that goes and one that comes.
 */
export function comparePrisma(
  { base, head, changed }: Trees,
  isMigrated: (file: string) => boolean,
): readonly DataModelChange[] {
  const files = changed.filter(
    (file) => file.endsWith(".prisma") && isOwnContract(file) && !isMigrated(file),
  );
  const bases = tablesOf(base, files);
  const heads = tablesOf(head, files);
  // Without one of the two states there is no difference to tell.
  if (bases.size === 0 || heads.size === 0) return [];
  const changes: DataModelChange[] = [];
  for (const [name, table] of bases) {
    const other = heads.get(name);
    if (other) changes.push(...compareTables(table, other));
    else changes.push(change(name, "was dropped", startOf(table), "irreversible"));
  }
  for (const [name, table] of heads)
    if (!bases.has(name)) changes.push(change(name, "was added", table.location, "reversible"));
  return changes;
}

interface Table {
  readonly name: string;
  readonly location: SourceLocation;
  readonly columns: ReadonlyMap<string, Column>;
  readonly indexes: ReadonlyMap<string, SourceLocation>;
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  readonly hasDefault: boolean;
  readonly location: SourceLocation;
}

function compareTables(base: Table, head: Table): readonly DataModelChange[] {
  const changes: DataModelChange[] = [];
  for (const [name, column] of base.columns) {
    const other = head.columns.get(name);
    const subject = `${base.name}.${name}`;
    if (!other) {
      changes.push(change(subject, "was dropped", head.location, "irreversible"));
      continue;
    }
    if (other.type !== column.type)
      changes.push(
        change(
          subject,
          `changed its type from ${column.type} to ${other.type}`,
          other.location,
          "unknown",
        ),
      );
    if (other.isNotNull && !column.isNotNull)
      changes.push(change(subject, "became NOT NULL", other.location, "irreversible"));
  }
  for (const [name, column] of head.columns) {
    if (base.columns.has(name)) continue;
    const isFilled = !column.isNotNull || column.hasDefault;
    const words = isFilled ? "was added" : "was added, NOT NULL and without a default";
    const reversal = isFilled ? "reversible" : "irreversible";
    changes.push(change(`${base.name}.${name}`, words, column.location, reversal));
  }
  for (const [index, location] of head.indexes)
    if (!base.indexes.has(index))
      changes.push(change(base.name, `got ${index}`, location, "reversible"));
  return changes;
}

function change(
  subject: string,
  words: string,
  location: SourceLocation,
  reversal: DataModelChange["reversal"],
): DataModelChange {
  return { subject, change: words, location, reversal };
}

/** The first line of the file, since what was there is gone. */
function startOf({ location: { file } }: Table): SourceLocation {
  return { file, line: 1, column: 1, endLine: 1, endColumn: 1 };
}

const BLOCK = /^\s*(model|enum)\s+(\w+)\s*\{/;

function tablesOf(tree: Tree, files: readonly string[]): ReadonlyMap<string, Table> {
  const texts = files.flatMap((file) => {
    const text = tree.read(file);
    return text === undefined ? [] : [{ file, lines: text.split(/\r?\n/) }];
  });
  const models = new Set(
    texts.flatMap(({ lines }) =>
      lines.flatMap((line) => {
        const [, kind, name] = BLOCK.exec(line) ?? [];
        return kind === "model" && name !== undefined ? [name] : [];
      }),
    ),
  );
  const tables = texts.flatMap(({ file, lines }) => readTables(file, lines, models));
  return new Map(tables.map((table) => [table.name, table]));
}

function readTables(
  file: string,
  lines: readonly string[],
  models: ReadonlySet<string>,
): readonly Table[] {
  const tables: Table[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const [, kind, model] = BLOCK.exec(lines[index] ?? "") ?? [];
    if (kind !== "model" || model === undefined) continue;
    const columns = new Map<string, Column>();
    const indexes = new Map<string, SourceLocation>();
    let name = model;
    const location = lineOf(file, index);
    for (index += 1; index < lines.length && !/^\s*\}/.test(lines[index] ?? ""); index += 1) {
      const line = withoutComment(lines[index] ?? "");
      name = /@@map\(\s*(?:name:\s*)?"([^"]*)"/.exec(line)?.[1] ?? name;
      const found = indexIn(line);
      if (found !== undefined) indexes.set(found, lineOf(file, index));
      const column = columnIn(line, models, lineOf(file, index));
      if (column) columns.set(column.name, column);
    }
    tables.push({ name, location, columns, indexes });
  }
  return tables;
}

function withoutComment(line: string): string {
  return line.replace(/^((?:[^"/]|"(?:[^"\\]|\\.)*"|\/(?!\/))*)\/\/.*$/, "$1");
}

function indexIn(line: string): string | undefined {
  const [, kind, columns] = /^\s*@@(index|unique)\(\s*(?:fields:\s*)?\[([^\]]*)\]/.exec(line) ?? [];
  if (kind === undefined || columns === undefined) return undefined;
  return `${kind === "unique" ? "a unique" : "an"} index on ${columns.replaceAll(/\s*,\s*/g, ", ")}`;
}

function columnIn(
  line: string,
  models: ReadonlySet<string>,
  location: SourceLocation,
): Column | undefined {
  const [, field, type, mark, rest = ""] = /^\s*(\w+)\s+(\w+)(\?|\[\])?(.*)$/.exec(line) ?? [];
  // The other side of a relation is no column.
  if (field === undefined || type === undefined || models.has(type)) return undefined;
  const native = /@db\.(\w+(?:\([^)]*\))?)/.exec(rest)?.[1];
  return {
    name: /@map\(\s*(?:name:\s*)?"([^"]*)"/.exec(rest)?.[1] ?? field,
    type: `${type}${mark === "[]" ? "[]" : ""}${native === undefined ? "" : ` (${native})`}`,
    isNotNull: mark === undefined,
    hasDefault: /@(?:default|updatedAt|id)\b/.test(rest),
    location,
  };
}

function lineOf(file: string, index: number): SourceLocation {
  return { file, line: index + 1, column: 1, endLine: index + 1, endColumn: 1 };
}
