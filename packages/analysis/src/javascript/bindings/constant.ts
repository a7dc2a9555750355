import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { staticName, unwrap } from "./static-name.js";
import type { Bindings } from "./resolve-origin.js";
import { soleValue } from "./variables.js";

export type Scalar = string | number | boolean | null | undefined;

/** A value that the file fixes: a literal, arithmetic on literals, or a constant that holds one. */
export function constantOf(bindings: Bindings, node: Node): { readonly value: Scalar } | undefined {
  return evaluate(bindings, node, 0);
}

function evaluate(bindings: Bindings, node: Node, depth: number): { readonly value: Scalar } | undefined {
  if (depth > 8) return undefined;
  const expression = unwrap(node);
  switch (expression.type) {
    case "Literal":
      return typeof expression.value === "object" || typeof expression.value === "bigint"
        ? undefined
        : { value: expression.value };
    case "TemplateLiteral":
      return expression.expressions.length === 0
        ? { value: expression.quasis.map((quasi) => quasi.value.cooked).join("") }
        : undefined;
    case "UnaryExpression": {
      const operand = evaluate(bindings, expression.argument, depth + 1);
      return expression.operator === "-" && typeof operand?.value === "number" ? { value: -operand.value } : undefined;
    }
    case "BinaryExpression":
      return arithmetic(bindings, expression.operator, expression.left, expression.right, depth);
    case "Identifier":
      return evaluateIdentifier(bindings, expression, depth);
    case "MemberExpression":
      return evaluateMember(bindings, expression, depth);
    default:
      return undefined;
  }
}

function evaluateIdentifier(bindings: Bindings, identifier: TSESTree.Identifier, depth: number) {
  const variable = bindings.variables.of(identifier);
  if (!variable) {
    if (identifier.name === "undefined") return { value: undefined };
    return identifier.name === "Infinity" ? { value: Infinity } : undefined;
  }
  const value = soleValue(variable);
  return value && evaluate(bindings, value, depth + 1);
}

function evaluateMember(bindings: Bindings, expression: TSESTree.MemberExpression, depth: number) {
  const name = staticName(expression);
  const value = name === undefined ? undefined : bindings.propertyOf(expression.object, name);
  return value && evaluate(bindings, value, depth + 1);
}

function arithmetic(bindings: Bindings, operator: string, left: Node, right: Node, depth: number) {
  const a = evaluate(bindings, left, depth + 1)?.value;
  const b = evaluate(bindings, right, depth + 1)?.value;
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  switch (operator) {
    case "*":
      return { value: a * b };
    case "+":
      return { value: a + b };
    case "-":
      return { value: a - b };
    case "/":
      return { value: a / b };
    case "**":
      return { value: a ** b };
    default:
      return undefined;
  }
}
