import type { TSESTree } from "@typescript-eslint/types";
import type { Node } from "../source.js";
import { staticName, unwrap } from "./static-name.js";
import type { Bindings } from "./resolve-origin.js";
import { soleValue } from "./variables.js";

export type Scalar = string | number | boolean | null | undefined;

type Constant = { readonly value: Scalar } | undefined;

/** How many nodes one answer may look at; only generated code needs more. */
const MAX_NODES = 1000;

/** A value that the file fixes: a literal, arithmetic on literals, or a constant that holds one. */
export function constantOf(bindings: Bindings, node: Node): Constant {
  return new Evaluation(bindings).of(node);
}

class Evaluation {
  readonly #bindings: Bindings;
  #nodes = 0;

  constructor(bindings: Bindings) {
    this.#bindings = bindings;
  }

  of(node: Node): Constant {
    if (++this.#nodes > MAX_NODES) return undefined;
    const expression = unwrap(node);
    switch (expression.type) {
      case "Literal":
        return literal(expression);
      case "TemplateLiteral":
        return this.#template(expression);
      case "UnaryExpression": {
        const value = expression.operator === "-" && this.of(expression.argument)?.value;
        return typeof value === "number" ? { value: -value } : undefined;
      }
      case "BinaryExpression": {
        const [left, right] = [this.of(expression.left), this.of(expression.right)];
        return left && right && arithmetic(expression.operator, left.value, right.value);
      }
      case "Identifier":
        return this.#identifier(expression);
      case "MemberExpression":
        return this.#member(expression);
      default:
        return undefined;
    }
  }

  #template({ quasis, expressions }: TSESTree.TemplateLiteral): Constant {
    const values = expressions.map((expression) => this.of(expression));
    if (!values.every((value) => value !== undefined)) return undefined;
    return {
      value: quasis
        .map(({ value }, index) => (value.cooked ?? "") + String(values[index]?.value ?? ""))
        .join(""),
    };
  }

  #identifier(identifier: TSESTree.Identifier): Constant {
    const variable = this.#bindings.variables.of(identifier);
    if (!variable) {
      if (identifier.name === "undefined") return { value: undefined };
      return identifier.name === "Infinity" ? { value: Infinity } : undefined;
    }
    const value = soleValue(variable);
    return value && this.of(value);
  }

  #member(expression: TSESTree.MemberExpression): Constant {
    const name = staticName(expression);
    const value =
      name === undefined ? undefined : this.#bindings.propertyOf(expression.object, name);
    return value && this.of(value);
  }
}

function literal({ value, raw }: TSESTree.Literal): Constant {
  if (typeof value === "bigint") return undefined;
  if (typeof value === "object") return raw === "null" ? { value: null } : undefined;
  return { value };
}

function arithmetic(operator: string, left: Scalar, right: Scalar): Constant {
  if (operator === "+" && (typeof left === "string" || typeof right === "string")) {
    return { value: `${String(left)}${String(right)}` };
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  switch (operator) {
    case "*":
      return { value: left * right };
    case "+":
      return { value: left + right };
    case "-":
      return { value: left - right };
    case "/":
      return { value: left / right };
    case "**":
      return { value: left ** right };
    default:
      return undefined;
  }
}
