import { constantOf } from "../bindings/constant.js";
import { unwrap } from "../bindings/static-name.js";
import { soleValue } from "../bindings/variables.js";
import type { Access, QueryDetails } from "../details.js";
import type { FileFacts } from "../file-facts.js";
import type { DraftOf, LibraryCall, LibraryTemplate } from "../recogniser.js";
import type { Node } from "../source.js";
import { databaseQuery, type Query } from "./query.js";

/** What the text of a statement says of it. */
interface SqlStatement {
  readonly access: Access;
  readonly subject?: string;
  readonly rows: NonNullable<QueryDetails["rows"]>;
  readonly isUpsert: boolean;
}

/** How many pieces a text may be put together from before it says nothing. */
const MAX_DEPTH = 8;

/** A statement whose text is handed to the library. */
export function sqlQuery(
  use: LibraryCall | LibraryTemplate,
  sql: Node | undefined,
  query: Partial<Query> = {},
): DraftOf<"database-query"> {
  const text = sql && textOfSql(use.facts, sql);
  const { access, subject, rows, isUpsert } = readSql(text ?? "");
  return {
    ...databaseQuery(use, { access, subject, rows, isUpsert, sql, ...query }),
    ...(text !== undefined && { target: firstWords(text) }),
  };
}

/** The text of a statement, with `?` for what the source does not fix; undefined where nothing is fixed. */
export function textOfSql(facts: FileFacts, node: Node): string | undefined {
  const text = piece(facts, node, 0);
  return text.replaceAll("?", "").trim() === "" ? undefined : text;
}

function piece(facts: FileFacts, node: Node, depth: number): string {
  const constant = constantOf(facts.bindings, node);
  if (constant) return String(constant.value);
  const expression = unwrap(node);
  if (depth > MAX_DEPTH) return "?";
  switch (expression.type) {
    case "TemplateLiteral":
      return expression.quasis
        .map(({ value }, index) => {
          const inner = expression.expressions[index];
          return (value.cooked ?? "") + (inner ? piece(facts, inner, depth + 1) : "");
        })
        .join("");
    case "TaggedTemplateExpression":
      return piece(facts, expression.quasi, depth + 1);
    case "BinaryExpression":
      return piece(facts, expression.left, depth + 1) + piece(facts, expression.right, depth + 1);
    case "Identifier": {
      const variable = facts.bindings.variables.of(expression);
      const value = variable && soleValue(variable);
      return value ? piece(facts, value, depth + 1) : "?";
    }
    case "CallExpression":
      return expression.callee.type === "MemberExpression" && expression.arguments.length === 0
        ? piece(facts, expression.callee.object, depth + 1)
        : "?";
    default:
      return "?";
  }
}

const WRITES =
  /^\s*(?:insert|update|delete|merge|replace|truncate|create|alter|drop|grant|revoke|vacuum|reindex|copy)\b/i;
const READS = /^\s*(?:select|show|explain|describe|desc|values|table|pragma)\b/i;
const WRITES_INSIDE = /\b(?:insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into)\b/i;
const TABLE =
  /\b(?:from|into|update|join|table(?:\s+if\s+(?:not\s+)?exists)?)\s+(?:only\s+)?["`[]?([\w.]+)/i;
const AGGREGATES = /^\s*select\s+(?:count|sum|min|max|avg|exists|bool_or|bool_and|coalesce)\s*\(/i;

function readSql(text: string): SqlStatement {
  const plain = text.replaceAll(/--.*$|\/\*[\s\S]*?\*\//gm, "");
  const subject = TABLE.exec(plain)?.[1];
  return {
    access: accessOf(plain),
    ...(subject !== undefined && { subject }),
    rows: rowsOf(plain),
    isUpsert: /\bon\s+(?:conflict|duplicate\s+key)\b|^\s*(?:replace|merge)\b/i.test(plain),
  };
}

function accessOf(text: string): Access {
  if (WRITES.test(text) || WRITES_INSIDE.test(text)) return "write";
  return READS.test(text) || /^\s*with\b/i.test(text) ? "read" : "unknown";
}

function rowsOf(text: string): SqlStatement["rows"] {
  if (/\b(?:limit|fetch\s+(?:first|next)|top)\b/i.test(text)) return "limited";
  if (AGGREGATES.test(text) && !/\bgroup\s+by\b/i.test(text)) return "one";
  return READS.test(text) && !/\bwhere\b|\?/i.test(text) ? "unlimited" : "unknown";
}

function firstWords(text: string): string {
  return text.trim().split(/\s+/).slice(0, 3).join(" ");
}
