import type { TSESTree } from "@typescript-eslint/types";
import { staticName, unwrap } from "../../javascript/bindings/static-name.js";
import type { Node } from "../../javascript/source.js";
import { HOLE, lexSql } from "../../sql/lex.js";
import type { SchemaChange } from "../schema-change.js";
import { changesIn, hidesChanges } from "../sql-migration.js";
import { itemsOf, textValue } from "./values.js";

/** SQL that is written in code, with where each part of it stands in the file. */
interface EmbeddedSql {
  readonly text: string;
  readonly parts: readonly Part[];
}

interface Part {
  /** Where it begins in the SQL. */
  readonly at: number;
  /** Where it begins in the file. */
  readonly source: number;
  /** False where escapes make the two differ, so that only its beginning is right. */
  readonly isExact: boolean;
}

export interface EmbeddedChanges {
  readonly changes: readonly SchemaChange[];
  readonly isWhole: boolean;
  readonly text: string;
}

/** What SQL in code changes; not whole where its text is made elsewhere. */
export function embeddedChanges(
  node: Node | undefined,
  program: TSESTree.Program,
): EmbeddedChanges {
  const sql = node && sqlOf(node, program, 0);
  if (!node || !sql) return { changes: [], isWhole: false, text: "" };
  const { tokens, unclosed } = lexSql(sql.text);
  const changes = changesIn(tokens).map((change) => ({
    ...change,
    start: placeOf(sql, change.start),
    end: Math.max(placeOf(sql, change.start) + 1, placeOf(sql, change.end)),
  }));
  const isWhole = !unclosed && !tokens.some(hidesChanges) && tokens[0]?.text !== HOLE;
  return { changes, isWhole, text: sql.text };
}

function placeOf({ parts }: EmbeddedSql, offset: number): number {
  const part = parts.findLast(({ at }) => at <= offset);
  if (!part) return 0;
  return part.isExact ? part.source + offset - part.at : part.source;
}

function sqlOf(node: Node, program: TSESTree.Program, depth: number): EmbeddedSql | undefined {
  const value = unwrap(node);
  if (depth > 6) return undefined;
  switch (value.type) {
    case "Literal":
      return typeof value.value === "string"
        ? whole(value.value, value.range[0] + 1, value.raw.slice(1, -1) === value.value)
        : undefined;
    case "TemplateLiteral":
      return templateSql(value);
    case "TaggedTemplateExpression":
      return templateSql(value.quasi);
    case "BinaryExpression": {
      const sides = [value.left, value.right].map(
        (side) => sqlOf(side, program, depth + 1) ?? whole(HOLE, side.range[0], true),
      );
      return value.operator === "+" ? joined(sides) : undefined;
    }
    case "Identifier":
      return constantSql(value.name, program, depth);
    case "CallExpression":
      return joinedList(value);
    default:
      return undefined;
  }
}

function whole(text: string, source: number, isExact: boolean): EmbeddedSql {
  return { text, parts: [{ at: 0, source, isExact }] };
}

function templateSql({ quasis, expressions }: TSESTree.TemplateLiteral): EmbeddedSql {
  const pieces = quasis.flatMap(({ value, range }, index): readonly EmbeddedSql[] => {
    const text = whole(value.cooked ?? "", range[0] + 1, value.cooked === value.raw);
    const expression = expressions[index];
    if (!expression) return [text];
    const constant = textValue(expression);
    return [text, whole(constant ?? HOLE, expression.range[0], constant === undefined)];
  });
  return joined(pieces);
}

function joined(pieces: readonly EmbeddedSql[]): EmbeddedSql {
  let text = "";
  const parts: Part[] = [];
  for (const piece of pieces) {
    for (const part of piece.parts) parts.push({ ...part, at: part.at + text.length });
    text += piece.text;
  }
  return { text, parts };
}

/** A text that the module keeps under a name. */
function constantSql(
  name: string,
  program: TSESTree.Program,
  depth: number,
): EmbeddedSql | undefined {
  for (const statement of program.body) {
    const declared =
      statement.type === "ExportNamedDeclaration" ? statement.declaration : statement;
    if (declared?.type !== "VariableDeclaration" || declared.kind !== "const") continue;
    for (const { id, init } of declared.declarations)
      if (id.type === "Identifier" && id.name === name && init)
        return sqlOf(init, program, depth + 1);
  }
  return undefined;
}

/** `["…", "…"].join("\n")`. */
function joinedList({ callee }: TSESTree.CallExpression): EmbeddedSql | undefined {
  if (callee.type !== "MemberExpression" || staticName(callee) !== "join") return undefined;
  const texts = itemsOf(callee.object).map((item) => ({ item, text: textValue(item) }));
  return texts.every(({ text }) => text !== undefined)
    ? joined(texts.map(({ item, text = "" }) => whole(`${text}\n`, item.range[0] + 1, true)))
    : undefined;
}
