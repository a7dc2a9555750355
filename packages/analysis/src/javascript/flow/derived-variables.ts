import type { Variable } from "@typescript-eslint/scope-manager";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { allNodes } from "./walk.js";

/** The variables that a pattern declares: `id` and `name` of `{ id, name }`. */
export function variablesIn(facts: FileFacts, pattern: Node): Set<Variable> {
  const found = new Set<Variable>();
  for (const node of allNodes(pattern)) {
    const variable = node.type === "Identifier" ? facts.bindings.variables.of(node) : undefined;
    if (variable) found.add(variable);
  }
  return found;
}

/** Those variables, and every one that a piece of code declares or sets from them, in source order. */
export function derivedFrom(
  facts: FileFacts,
  start: ReadonlySet<Variable>,
  scope: Node,
): ReadonlySet<Variable> {
  const derived = new Set(start);
  for (const node of allNodes(scope)) {
    const [target, value] = assignmentOf(node);
    if (!target || !value || !usesAny(facts, value, derived)) continue;
    for (const variable of variablesIn(facts, target)) derived.add(variable);
  }
  return derived;
}

/** True when an expression reads one of the variables. */
export function usesAny(facts: FileFacts, node: Node, variables: ReadonlySet<Variable>): boolean {
  for (const child of allNodes(node)) {
    const variable = child.type === "Identifier" ? facts.bindings.variables.of(child) : undefined;
    if (variable && variables.has(variable)) return true;
  }
  return false;
}

function assignmentOf(node: Node): readonly [Node | undefined, Node | undefined] {
  if (node.type === "VariableDeclarator") return [node.id, node.init ?? undefined];
  if (node.type === "AssignmentExpression" && node.left.type !== "MemberExpression")
    return [node.left, node.right];
  return [undefined, undefined];
}
