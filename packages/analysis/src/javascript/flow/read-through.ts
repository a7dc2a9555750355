import type { TSESTree } from "@typescript-eslint/types";
import { staticName, unwrap } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import type { Call, Node } from "../source.js";
import { enclosingFunction } from "./enclosing.js";
import { allNodes, isWithin } from "./walk.js";

/**
 * True where a write fills a cache: the same function first reads the same key from the same
 * object, and gives what it found back instead of working it out.
 */
export function isReadThrough(facts: FileFacts, write: Call): boolean {
  const scope = enclosingFunction(write);
  const [key] = write.arguments;
  if (!scope || !key || write.callee.type !== "MemberExpression") return false;
  const [holder, name] = [facts.textOf(write.callee.object), facts.textOf(key)];
  for (const node of allNodes(scope.body)) {
    if (node.type !== "CallExpression" || node.range[0] > write.range[0]) continue;
    const { callee, arguments: given } = node;
    if (callee.type !== "MemberExpression" || staticName(callee) !== "get" || !given[0]) continue;
    const isSame = facts.textOf(callee.object) === holder && facts.textOf(given[0]) === name;
    if (isSame && isGivenBack(facts, node, write, scope)) return true;
  }
  return false;
}

/** `if (found) return found` before the write, whatever is made of what was found on the way. */
function isGivenBack(facts: FileFacts, read: Node, write: Node, scope: Node): boolean {
  const variable = variableOf(facts, read);
  return (variable?.references ?? []).some(({ identifier }) => {
    if (identifier.range[0] > write.range[0]) return false;
    const test = conditionAround(identifier, scope);
    return test !== undefined && returnsEarly(test, write);
  });
}

/** The `if` whose test a node is part of. */
function conditionAround(node: Node, scope: Node): TSESTree.IfStatement | undefined {
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (current.type === "IfStatement" && isWithin(node, current.test)) return current;
  }
  return undefined;
}

function variableOf({ bindings }: FileFacts, read: Node) {
  let node = read;
  while (node.parent && unwrap(node.parent) === unwrap(read)) node = node.parent;
  const { parent } = node;
  return parent?.type === "VariableDeclarator" ? bindings.variables.of(parent.id) : undefined;
}

function returnsEarly({ consequent }: TSESTree.IfStatement, write: Node): boolean {
  if (isWithin(write, consequent)) return false;
  return allNodes(consequent).some(({ type }) => type === "ReturnStatement");
}
