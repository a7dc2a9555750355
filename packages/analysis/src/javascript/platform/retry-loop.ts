import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { awaitedCalls } from "../flow/catch-effect.js";
import { delaysWithin } from "../flow/delay.js";
import { retryLoopFacts } from "../flow/retry-facts.js";
import { isWithin, nodesInFunction } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import { staticName } from "../bindings/static-name.js";
import { childrenOf } from "../parse.js";
import { isFunction, type Node } from "../source.js";

export type Loop = TSESTree.ForStatement | TSESTree.WhileStatement | TSESTree.DoWhileStatement;

/**
 * Loops that repeat an awaited call after it failed and leave once it succeeded. Pagination,
 * polling, batches and accept loops have no way from success out of the loop, or none from failure
 * back into it.
 */
export function retryLoops(facts: FileFacts): readonly DraftOf<"retry">[] {
  return facts.nodes.loops.flatMap((loop) => {
    const attempt = attemptWithin(facts, loop);
    if (!attempt || walksCollection(facts, loop)) return [];
    return [
      {
        kind: "retry" as const,
        library: "javascript",
        operation: "loop",
        node: loop,
        extent: loop.body,
        protects: attempt.block,
        mechanisms: retryLoopFacts(facts, loop, attempt.handler),
      },
    ];
  });
}

/** `for (let i = 0; i < hosts.length; i++) try(hosts[i])` tries another one each time, and nothing twice. */
function walksCollection(facts: FileFacts, loop: Loop): boolean {
  const { test } = loop;
  if (test?.type !== "BinaryExpression" || test.right.type !== "MemberExpression") return false;
  if (staticName(test.right) !== "length") return false;
  const collection = facts.textOf(test.right.object);
  const pauses = delaysWithin(facts, loop).map(({ node }) => node);
  return nodesInFunction(loop.body).some(
    (node) =>
      node.type === "MemberExpression" &&
      node.computed &&
      facts.textOf(node.object) === collection &&
      node.parent.type !== "BinaryExpression" &&
      !pauses.some((pause) => isWithin(node, pause)),
  );
}

function attemptWithin(facts: FileFacts, loop: Loop): TSESTree.TryStatement | undefined {
  for (const node of nodesInFunction(loop.body)) {
    if (node.type !== "TryStatement" || !node.handler || innermostLoop(node) !== loop) continue;
    const waits = awaitedCalls(node.block).length > delaysWithin(facts, node.block).length;
    const leavesOnSuccess = leavesLoop(node.block, loop) || leavesAfter(node, loop);
    const repeatsOnFailure = !alwaysLeaves(node.handler.body);
    if (waits && leavesOnSuccess && repeatsOnFailure) return node;
  }
  return undefined;
}

function innermostLoop(node: Node): Node | undefined {
  for (let current = node.parent; current && !isFunction(current); current = current.parent) {
    if (/^(?:For|While|DoWhile|ForOf|ForIn)Statement$/.test(current.type)) return current;
  }
  return undefined;
}

/**
 * True when success leaves the loop: a `return` or `break` that the block always reaches, or one
 * behind a test of the answer. A `break` behind any other condition ends a batch or a list of pages.
 */
function leavesLoop(block: Node, loop: Loop): boolean {
  const statements = block.type === "BlockStatement" ? block.body : [block];
  return statements.some((statement) => {
    if (statement.type !== "IfStatement")
      return [...nodesOutsideConditions(statement)].some((node) => leaves(node, loop));
    return (
      isAnswerTest(statement.test) && nodesInFunction(statement).some((node) => leaves(node, loop))
    );
  });
}

function leaves(node: Node, loop: Loop): boolean {
  return (
    node.type === "ReturnStatement" ||
    (node.type === "BreakStatement" && !node.label && breakTarget(node) === loop)
  );
}

function* nodesOutsideConditions(root: Node): Generator<Node> {
  yield root;
  for (const child of childrenOf(root)) {
    if (!isFunction(child) && child.type !== "IfStatement") yield* nodesOutsideConditions(child);
  }
}

/** `response.ok`, `result.status === 200`, `result.success`. */
function isAnswerTest(test: Node): boolean {
  return nodesInFunction(test).some(
    (node) =>
      node.type === "MemberExpression" &&
      /^(?:ok|status|statusCode|success)$/.test(staticName(node) ?? ""),
  );
}

/** True when the statements after the `try` leave the loop, with a handler that skips them by `continue`. */
function leavesAfter(attempt: TSESTree.TryStatement, loop: Loop): boolean {
  const block = attempt.parent;
  if (block.type !== "BlockStatement" || !attempt.handler) return false;
  const skips = nodesInFunction(attempt.handler.body).some(
    (node) => node.type === "ContinueStatement",
  );
  const rest = block.body.slice(block.body.indexOf(attempt) + 1);
  return skips && rest.some((statement) => leavesLoop(statement, loop));
}

function breakTarget(node: Node): Node | undefined {
  for (let current = node.parent; current && !isFunction(current); current = current.parent) {
    if (/^(?:For|While|DoWhile|ForOf|ForIn|Switch)Statement$/.test(current.type)) return current;
  }
  return undefined;
}

/** True when control never falls out of the end of a block. */
function alwaysLeaves(block: TSESTree.BlockStatement): boolean {
  return block.body.some(
    (statement) =>
      statement.type === "ThrowStatement" ||
      statement.type === "ReturnStatement" ||
      statement.type === "BreakStatement" ||
      (statement.type === "IfStatement" &&
        statement.alternate !== null &&
        [statement.consequent, statement.alternate].every(
          (branch) =>
            branch.type === "ThrowStatement" ||
            branch.type === "ReturnStatement" ||
            (branch.type === "BlockStatement" && alwaysLeaves(branch)),
        )),
  );
}
