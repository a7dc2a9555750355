import type { FileFacts } from "../file-facts.js";
import type { FunctionNode, Node } from "../source.js";
import { ancestorsInFunction, enclosingFunction } from "./enclosing.js";
import { allNodes, isWithin, nodesInFunction } from "./walk.js";

/**
 * True for work whose answer is kept for the next call: `cached ??= read()`, `cached ?? (cached = read())`,
 * `if (!cached) cached = read()`, `if (cached) return cached; … cached = read()`.
 */
export function filledOnce(facts: FileFacts, node: Node): boolean {
  const around = enclosingFunction(node);
  for (const ancestor of ancestorsInFunction(node)) {
    if (ancestor.type === "AssignmentExpression" && isDefault(ancestor))
      return outlives(facts, ancestor.left, around);
  }
  for (const ancestor of ancestorsInFunction(node)) {
    if (
      ancestor.type === "IfStatement" &&
      setsWhatItTests(facts, ancestor.test, ancestor.consequent, around)
    )
      return true;
  }
  return around !== undefined && isSkippedWhenKept(facts, node, around);
}

type Assignment = Extract<Node, { type: "AssignmentExpression" }>;

function isDefault(assignment: Assignment): boolean {
  const { operator, parent } = assignment;
  return (
    /^(?:\?\?|\|\|)=$/.test(operator) ||
    (parent.type === "LogicalExpression" && parent.right === assignment)
  );
}

function setsWhatItTests(
  facts: FileFacts,
  test: Node,
  body: Node,
  around: FunctionNode | undefined,
): boolean {
  const tested = facts.textOf(test);
  return assignmentsIn(allNodes(body)).some(
    ({ left }) => tested.includes(facts.textOf(left)) && outlives(facts, left, around),
  );
}

/** `if (Client.instance) return Client.instance;` before the work, and an assignment to it in the same function. */
function isSkippedWhenKept(facts: FileFacts, node: Node, around: FunctionNode): boolean {
  const { body } = around;
  if (body.type !== "BlockStatement") return false;
  const kept = body.body
    .filter((statement) => statement.range[1] <= node.range[0])
    .flatMap((statement) => keptBy(facts, statement) ?? []);
  if (kept.length === 0) return false;
  return assignmentsIn(nodesInFunction(body)).some(
    ({ left }) => kept.includes(facts.textOf(left)) && outlives(facts, left, around),
  );
}

/** `cached` of `if (cached) return cached;`. */
function keptBy(facts: FileFacts, statement: Node): string | undefined {
  if (statement.type !== "IfStatement") return undefined;
  const { test, consequent } = statement;
  const [only] = consequent.type === "BlockStatement" ? consequent.body : [consequent];
  if (only?.type !== "ReturnStatement" || !only.argument) return undefined;
  const kept = facts.textOf(only.argument);
  return facts.textOf(test).includes(kept) ? kept : undefined;
}

function assignmentsIn(nodes: Iterable<Node>): readonly Assignment[] {
  return [...nodes].flatMap((node) =>
    node.type === "AssignmentExpression" && node.operator === "=" ? [node] : [],
  );
}

/** True where the target is still there at the next call: no variable of the function, nor a part of one. */
function outlives(facts: FileFacts, target: Node, around: FunctionNode | undefined): boolean {
  let root = target;
  while (root.type === "MemberExpression") root = root.object;
  if (root.type !== "Identifier") return true;
  const definitions = facts.bindings.variables.of(root)?.defs ?? [];
  return !definitions.some(({ name }) => around !== undefined && isWithin(name, around));
}
