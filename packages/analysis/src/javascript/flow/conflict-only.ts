import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import type { FileFacts } from "../file-facts.js";
import type { Node } from "../source.js";
import { isWithin, nodesInFunction } from "./walk.js";

/** What databases answer when a value exists already: PostgreSQL, MySQL, SQLite, MongoDB and Prisma. */
const TAKEN: ReadonlySet<unknown> = new Set([
  "23505",
  "ER_DUP_ENTRY",
  1062,
  "SQLITE_CONSTRAINT_UNIQUE",
  11_000,
  "P2002",
]);

/** A constant of another file, as far as its name says the same. */
const NAMED_TAKEN = /unique|duplicate/i;

/**
 * True when a node within a handler is reached only for an error that says that a value is taken:
 * the next attempt takes another value, and waiting would change nothing.
 */
export function isConflictOnly(
  facts: FileFacts,
  node: Node,
  handler: TSESTree.CatchClause,
): boolean {
  for (
    let current: Node | undefined = node;
    current && current !== handler;
    current = current.parent
  ) {
    const { parent }: Node = current;
    if (parent?.type !== "IfStatement" || parent.consequent !== current) continue;
    if (isWithin(parent, handler) && requiresTaken(facts, parent.test)) return true;
  }
  return false;
}

function requiresTaken(facts: FileFacts, test: Node): boolean {
  const nodes = nodesInFunction(test);
  if (nodes.some((node) => node.type === "LogicalExpression" && node.operator !== "&&"))
    return false;
  return nodes.some(
    (node) =>
      node.type === "BinaryExpression" &&
      (node.operator === "===" || node.operator === "==") &&
      (saysTaken(facts, node.left) || saysTaken(facts, node.right)),
  );
}

function saysTaken(facts: FileFacts, node: Node): boolean {
  const constant = constantOf(facts.bindings, node);
  if (constant) return TAKEN.has(constant.value);
  return node.type === "MemberExpression" && !node.computed && node.property.type === "Identifier"
    ? /^[A-Z]/.test(node.property.name) && NAMED_TAKEN.test(node.property.name)
    : false;
}
