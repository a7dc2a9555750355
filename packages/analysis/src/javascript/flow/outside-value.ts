import { DefinitionType } from "@typescript-eslint/scope-manager";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { functionBehind } from "../modules/function-behind.js";
import { isFunction, type Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import { nodesInFunction } from "./walk.js";

/** A parameter of the function around it, or something read from one, that nothing has vetted. */
export function comesFromOutside(facts: FileFacts, node: Node): boolean {
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
      return (
        passesOn(facts, expression) ||
        (keepsText(facts, expression) && comesFromOutside(facts, receiver(expression)))
      );
    default:
      return false;
  }
}

/** Methods of strings that leave what is dangerous in them; one that replaces quotes may be an escape. */
function keepsText(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  if (call.callee.type !== "MemberExpression") return false;
  if (facts.bindings.origin(call.callee)?.module === GLOBAL) return false;
  return /^(?:trim|toLowerCase|toUpperCase|toString|slice|substring|substr)$/.test(
    staticName(call.callee) ?? "",
  );
}

/** A function of the project that gives back what it is given, shortened or trimmed at most. */
function passesOn(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const own = functionBehind(facts, call.callee);
  if (!own || !call.arguments.some((argument) => comesFromOutside(facts, argument))) return false;
  // What calls further functions may escape in one of them.
  if (own.node.body.type !== "BlockStatement") return comesFromOutside(own.facts, own.node.body);
  return nodesInFunction(own.node.body).some(
    (node) =>
      node.type === "ReturnStatement" &&
      node.argument !== null &&
      comesFromOutside(own.facts, node.argument),
  );
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

function receiver({ callee }: TSESTree.CallExpression): Node {
  return callee.type === "MemberExpression" ? callee.object : callee;
}
