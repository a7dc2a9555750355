import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { isFunction, type Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";

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

/** A parameter of the function around it, or something read from one, that nothing has vetted. */
function comesFromOutside(facts: FileFacts, node: Node): boolean {
  const expression = unwrap(node);
  switch (expression.type) {
    case "Identifier":
      return isOutsideVariable(facts, expression);
    case "MemberExpression":
      // A member of a constant table is as vetted as the table is.
      return !expression.computed && comesFromOutside(facts, expression.object);
    case "TemplateLiteral":
      return expression.expressions.some((part) => comesFromOutside(facts, part));
    case "LogicalExpression":
      return [expression.left, expression.right].some((part) => comesFromOutside(facts, part));
    case "ConditionalExpression":
      return [expression.consequent, expression.alternate].some((part) =>
        comesFromOutside(facts, part),
      );
    case "CallExpression":
      return keepsText(facts, expression) && comesFromOutside(facts, receiver(expression));
    default:
      return false;
  }
}

/** Methods of strings that leave what is dangerous in them. */
function keepsText(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  if (call.callee.type !== "MemberExpression") return false;
  if (facts.bindings.origin(call.callee)?.module === GLOBAL) return false;
  return /^(?:trim|toLowerCase|toUpperCase|toString)$/.test(staticName(call.callee) ?? "");
}

const SAFE_TYPES = /^TS(?:Number|Boolean|BigInt|Null|Undefined)Keyword$/;

function isOutsideVariable(facts: FileFacts, identifier: TSESTree.Identifier): boolean {
  const definition = facts.bindings.variables.of(identifier)?.defs[0];
  if (definition?.type === DefinitionType.Parameter) {
    const { name } = definition;
    const type = name.type === "Identifier" ? name.typeAnnotation?.typeAnnotation : undefined;
    // A union of literals is an allow-list that the compiler checks.
    const isVetted = type && (SAFE_TYPES.test(type.type) || isLiteralUnion(type));
    return !isVetted && !isTested(facts, identifier) && isFunction(definition.node);
  }
  if (definition?.type !== DefinitionType.Variable) return false;
  const { init, id } = definition.node;
  if (!init) return false;
  if (id.type === "ObjectPattern") return comesFromOutside(facts, init);
  return id.type === "Identifier" && !isTested(facts, identifier) && comesFromOutside(facts, init);
}

function isLiteralUnion(type: TSESTree.TypeNode): boolean {
  return (
    type.type === "TSLiteralType" ||
    (type.type === "TSUnionType" && type.types.every(isLiteralUnion))
  );
}

/** A value that the function tests by a list, a pattern or a number is taken for vetted. */
function isTested(facts: FileFacts, identifier: TSESTree.Identifier): boolean {
  const scope = enclosingFunction(identifier);
  const references = facts.bindings.variables.of(identifier)?.references ?? [];
  return references.some(({ identifier: use }) => {
    if (enclosingFunction(use) !== scope) return false;
    const { parent } = use;
    const isArgument =
      parent.type === "CallExpression" && parent.arguments.some((argument) => argument === use);
    return (
      isArgument &&
      parent.callee.type === "MemberExpression" &&
      /^(?:includes|has|test|match|isInteger|isSafeInteger|isFinite|parse|safeParse|validate)$/.test(
        staticName(parent.callee) ?? "",
      )
    );
  });
}
