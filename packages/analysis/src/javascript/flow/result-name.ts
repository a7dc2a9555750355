import { isFunction, type Node } from "../source.js";

/** The name or pattern that the awaited result of a call gets; undefined when it gets none. */
export function resultName(call: Node): Node | undefined {
  for (let current = call.parent; current && !isFunction(current); current = current.parent) {
    switch (current.type) {
      case "VariableDeclarator":
        return current.id;
      case "AssignmentExpression":
        return current.left;
      case "AwaitExpression":
      case "MemberExpression":
      case "CallExpression":
      case "LogicalExpression":
      case "ChainExpression":
      case "TSAsExpression":
      case "TSNonNullExpression":
        continue;
      default:
        return undefined;
    }
  }
  return undefined;
}
