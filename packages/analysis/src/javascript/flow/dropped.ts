import type { Node } from "../source.js";

/** How a statement lets go of a value: just so, or with `void` before it. */
export type Drop = "statement" | "void";

/** How the value of an expression is dropped; undefined where something takes it. */
export function dropOf(expression: Node): Drop | undefined {
  const { parent } = expression;
  switch (parent?.type) {
    case "ExpressionStatement":
      return "statement";
    case "UnaryExpression":
      return parent.operator === "void" ? "void" : undefined;
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TSAsExpression":
      return dropOf(parent);
    case "LogicalExpression":
      return parent.right === expression ? dropOf(parent) : undefined;
    case "ConditionalExpression":
      return parent.test === expression ? undefined : dropOf(parent);
    case "SequenceExpression":
      return parent.expressions.at(-1) === expression ? dropOf(parent) : "statement";
    default:
      return undefined;
  }
}
