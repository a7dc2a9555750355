import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { ancestorsInFunction } from "./enclosing.js";
import { allNodes } from "./walk.js";

/** True for work whose answer is kept: `cached ??= read()`, `cached ?? (cached = read())`, `if (!cached) cached = read()`. */
export function filledOnce(facts: FileFacts, node: Node): boolean {
  for (const ancestor of ancestorsInFunction(node)) {
    if (ancestor.type !== "AssignmentExpression") continue;
    if (/^(?:\?\?|\|\|)=$/.test(ancestor.operator)) return true;
    if (ancestor.parent.type === "LogicalExpression" && ancestor.parent.right === ancestor)
      return true;
  }
  for (const ancestor of ancestorsInFunction(node)) {
    if (
      ancestor.type === "IfStatement" &&
      setsWhatItTests(facts, ancestor.test, ancestor.consequent)
    )
      return true;
  }
  return false;
}

function setsWhatItTests(facts: FileFacts, test: Node, body: Node): boolean {
  const tested = facts.textOf(test);
  return [...allNodes(body)].some(
    (node) =>
      node.type === "AssignmentExpression" &&
      node.operator === "=" &&
      tested.includes(facts.textOf(node.left)),
  );
}
