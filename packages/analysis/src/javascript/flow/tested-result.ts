import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import { isWithin, nodesInFunction } from "./walk.js";

/** True when code asks what a call gave before it goes on: `if (!user)`, `response?.ok`, `found ?? other`. */
export function isResultTested(facts: FileFacts, call: Node): boolean {
  const value = pastAwait(call);
  const { parent } = value;
  if (parent?.type === "VariableDeclarator") return isVariableTested(facts, parent.id);
  if (parent?.type === "AssignmentExpression") return isVariableTested(facts, parent.left);
  return isTested(value);
}

/** True when a variable that only success sets is tested after the `try` statement. */
export function isOutcomeTested(facts: FileFacts, attempt: TSESTree.TryStatement): boolean {
  return nodesInFunction(attempt.block).some(
    (node) =>
      node.type === "AssignmentExpression" &&
      isVariableTested(facts, node.left, attempt) &&
      enclosingFunction(node) === enclosingFunction(attempt),
  );
}

function isVariableTested(facts: FileFacts, name: Node, after?: Node): boolean {
  const references = facts.bindings.variables.of(name)?.references ?? [];
  return references.some(
    ({ identifier }) =>
      isTested(identifier) &&
      (!after || (identifier.range[0] > after.range[1] && !isWithin(identifier, after))),
  );
}

function isTested(value: Node): boolean {
  const { parent } = value;
  switch (parent?.type) {
    case "IfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
    case "ConditionalExpression":
      return parent.test === value;
    case "LogicalExpression":
      return parent.left === value || isTested(parent);
    case "UnaryExpression":
      return parent.operator === "!";
    case "BinaryExpression":
      return /^(?:[!=]==?|instanceof)$/.test(parent.operator);
    case "MemberExpression":
      return parent.optional && parent.object === value;
    default:
      return false;
  }
}

function pastAwait(node: Node): Node {
  const { parent } = node;
  const isPassed =
    parent?.type === "AwaitExpression" ||
    parent?.type === "TSAsExpression" ||
    parent?.type === "TSNonNullExpression";
  return isPassed ? pastAwait(parent) : node;
}
