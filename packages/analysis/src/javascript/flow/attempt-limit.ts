import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { GLOBAL } from "../bindings/origin.js";
import { mayThrow } from "./may-throw.js";
import { nodesInFunction } from "./walk.js";
import type { Node } from "../source.js";

const COMPARES = new Set(["<", "<=", ">", ">=", "===", "==", "!==", "!="]);

/** Whether a retry loop ends by itself: a counter or deadline in its head, or one that throws or leaves in its body. */
export function attemptLimit(
  facts: FileFacts,
  loop: TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement,
): Fact {
  const { test } = loop;
  if (test && !isAlwaysTrue(test)) {
    return isCounted(facts, test, loop)
      ? present("the loop's head bounds it")
      : unknown("the loop's condition may bound it");
  }
  const hasExit = nodesInFunction(loop.body).some(
    (node) =>
      node.type === "IfStatement" && leaves(node.consequent) && isCounted(facts, node.test, loop),
  );
  if (hasExit) return present("a counter or deadline in the body ends it");
  const mayLeave = nodesInFunction(loop.body).some(
    (node) =>
      node.type === "IfStatement" &&
      (leaves(node.consequent) || (node.alternate && leaves(node.alternate))),
  );
  if (mayLeave) return unknown("a condition in the body may end it");
  return outsideAttempts(loop.body).some((statement) => mayThrow(facts, statement))
    ? unknown("a function that the body calls may end it")
    : absent(
        "the loop repeats for as long as the call fails",
        "for (let attempt = 1; attempt <= 5; attempt++)",
      );
}

/** The statements of a loop, its handlers among them, without what stands in a `try`. */
function outsideAttempts(body: TSESTree.Statement): readonly Node[] {
  const statements = body.type === "BlockStatement" ? body.body : [body];
  return statements.flatMap((statement): readonly Node[] =>
    statement.type === "TryStatement"
      ? [statement.handler, statement.finalizer].filter((block) => block !== null)
      : [statement],
  );
}

/** True when the loop's head compares with the clock. */
export function isBoundedByClock(
  facts: FileFacts,
  { test }: Parameters<typeof attemptLimit>[1],
): boolean {
  return test !== null && isClock(facts, test);
}

function isAlwaysTrue(test: Node): boolean {
  return test.type === "Literal" && Boolean(test.value);
}

/** A comparison with a number that the loop changes, or with the clock. */
function isCounted(facts: FileFacts, test: Node, loop: Node): boolean {
  for (const node of nodesInFunction(test)) {
    if (node.type === "BinaryExpression" && COMPARES.has(node.operator)) {
      if (
        [node.left, node.right].some((side) => isChanged(facts, side, loop) || isClock(facts, side))
      )
        return true;
    }
    if (node.type === "UpdateExpression") return true;
  }
  return false;
}

function isChanged(facts: FileFacts, side: Node, loop: Node): boolean {
  for (const part of nodesInFunction(side)) {
    if (part.type === "UpdateExpression") return true;
    const variable = part.type === "Identifier" ? facts.bindings.variables.of(part) : undefined;
    const isUpdated = variable?.references.some(
      ({ identifier }) =>
        identifier.range[0] >= loop.range[0] &&
        identifier.range[1] <= loop.range[1] &&
        (identifier.parent.type === "UpdateExpression" ||
          identifier.parent.type === "AssignmentExpression") &&
        !(
          identifier.parent.type === "AssignmentExpression" &&
          identifier.parent.right === identifier
        ),
    );
    if (isUpdated) return true;
  }
  return false;
}

function isClock(facts: FileFacts, side: Node): boolean {
  return nodesInFunction(side).some((node) => {
    if (node.type !== "CallExpression") return false;
    const origin = facts.bindings.origin(node.callee);
    return origin?.module === GLOBAL && /^(?:Date\.now|performance\.now)$/.test(origin.path);
  });
}

function leaves(branch: Node): boolean {
  return nodesInFunction(branch).some(
    (node) =>
      node.type === "ThrowStatement" ||
      node.type === "ReturnStatement" ||
      node.type === "BreakStatement",
  );
}
