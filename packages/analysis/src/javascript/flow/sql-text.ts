import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { comesFromOutside } from "./outside-value.js";

/** What is written into a text: the expressions that are proved to be values from outside. */
export type Woven =
  { readonly state: "known"; readonly values: readonly Node[] } | { readonly state: "unknown" };

/** A piece of a text: what the source fixes, or an expression. */
type Piece = { readonly text: string } | { readonly expression: Node };

/** How many pieces one text may have. */
const MAX_PIECES = 400;

/** What stands right before a value, as opposed to a name of a table or column. */
const VALUE_POSITION =
  /(?:[=<>]|\b(?:like|ilike|in|values|and|between|limit|offset|is|any|match|against|interval|returning)\b|'|"%|\(\s*'|,\s*'|%)\s*\(?\s*['"%]*$/i;

/**
 * The values from outside that the text of a statement is put together from: parameters of the
 * function around it, and what is read from them, in a place where SQL expects a value. Names of
 * tables, constants, numbers and what an escaping function gave are none.
 */
export function wovenIn(facts: FileFacts, sql: Node): Woven {
  const pieces = piecesOf(facts, sql, 0);
  if (!pieces || pieces.length > MAX_PIECES) return { state: "unknown" };
  let before = "";
  const values: Node[] = [];
  for (const piece of pieces) {
    if ("text" in piece) {
      before = (before + piece.text).slice(-80);
      continue;
    }
    if (VALUE_POSITION.test(before) && comesFromOutside(facts, piece.expression)) {
      values.push(piece.expression);
    }
    before = "?";
  }
  const isWhole = pieces.every((piece) => "text" in piece);
  return values.length > 0 || isWhole ? { state: "known", values } : { state: "unknown" };
}

function piecesOf(facts: FileFacts, node: Node, depth: number): readonly Piece[] | undefined {
  if (depth > 8) return undefined;
  const expression = unwrap(node);
  const constant = constantOf(facts.bindings, expression);
  if (constant) return [{ text: String(constant.value) }];
  switch (expression.type) {
    case "TemplateLiteral":
      return piecesOfTemplate(facts, expression, depth);
    case "BinaryExpression":
      return expression.operator === "+"
        ? joined([expression.left, expression.right].map((part) => partOf(facts, part, depth)))
        : undefined;
    case "Identifier":
      return piecesOfVariable(facts, expression, depth);
    case "CallExpression":
      return isTrim(expression) ? piecesOf(facts, receiver(expression), depth + 1) : undefined;
    default:
      return undefined;
  }
}

function piecesOfTemplate(
  facts: FileFacts,
  { quasis, expressions }: TSESTree.TemplateLiteral,
  depth: number,
): readonly Piece[] | undefined {
  return joined(
    quasis.flatMap(({ value }, index) => {
      const expression = expressions[index];
      const text: readonly Piece[] = [{ text: value.cooked ?? "" }];
      return expression ? [text, partOf(facts, expression, depth)] : [text];
    }),
  );
}

/** A part that is text itself is taken apart; any other stands for itself. */
function partOf(facts: FileFacts, node: Node, depth: number): readonly Piece[] {
  return piecesOf(facts, node, depth + 1) ?? [{ expression: unwrap(node) }];
}

/** All that is ever written to a variable, in the order of the source: `let sql = "…"; sql += "…"`. */
function piecesOfVariable(
  facts: FileFacts,
  identifier: TSESTree.Identifier,
  depth: number,
): readonly Piece[] | undefined {
  const variable = facts.bindings.variables.of(identifier);
  if (variable?.defs[0]?.type !== DefinitionType.Variable) return undefined;
  const writes = variable.references.filter((reference) => reference.isWrite());
  const parts = writes.map(({ identifier: target, writeExpr }) => {
    const { parent } = target;
    const isDeclared = parent.type === "VariableDeclarator" && parent.id === target;
    const isAssigned =
      parent.type === "AssignmentExpression" &&
      (parent.operator === "=" || parent.operator === "+=");
    return writeExpr && (isDeclared || isAssigned)
      ? piecesOf(facts, writeExpr, depth + 1)
      : undefined;
  });
  return parts.length === 0 ? undefined : joined(parts);
}

function joined(parts: readonly (readonly Piece[] | undefined)[]): readonly Piece[] | undefined {
  return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
}

function isTrim({ callee }: TSESTree.CallExpression): boolean {
  return (
    callee.type === "MemberExpression" && /^trim(?:Start|End)?$/.test(staticName(callee) ?? "")
  );
}

function receiver({ callee }: TSESTree.CallExpression): Node {
  return callee.type === "MemberExpression" ? callee.object : callee;
}
