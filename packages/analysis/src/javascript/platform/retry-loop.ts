import { present } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { awaitedCalls } from "../flow/catch-effect.js";
import { delaysWithin } from "../flow/delay.js";
import { delayFacts } from "../flow/delay-shape.js";
import { attemptLimit } from "../flow/attempt-limit.js";
import { nodesInFunction } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
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
    if (!attempt) return [];
    return [
      {
        kind: "retry" as const,
        library: "javascript",
        operation: "loop",
        node: loop,
        extent: loop.body,
        protects: attempt.block,
        mechanisms: mechanismsOf(facts, loop),
      },
    ];
  });
}

/** A pause that doubles a limited number of times needs no ceiling. */
function mechanismsOf(facts: FileFacts, loop: Loop): DraftOf<"retry">["mechanisms"] {
  const limit = attemptLimit(facts, loop);
  const pause = delayFacts(facts, delaysWithin(facts, loop), loop);
  const isShort = limit.state === "present" && pause["delay-cap"].state === "absent";
  return {
    ...pause,
    ...(isShort && { "delay-cap": present("the number of attempts bounds it") }),
    "attempt-limit": limit,
  };
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

/** True when a `return`, or a `break` of this very loop, is reached in the block. */
function leavesLoop(block: Node, loop: Loop): boolean {
  for (const node of nodesInFunction(block)) {
    if (node.type === "ReturnStatement") return true;
    if (node.type === "BreakStatement" && !node.label && breakTarget(node) === loop) return true;
  }
  return false;
}

/** True when the statements after the `try` leave the loop, with a handler that skips them by `continue`. */
function leavesAfter(attempt: TSESTree.TryStatement, loop: Loop): boolean {
  const block = attempt.parent;
  if (block.type !== "BlockStatement" || !attempt.handler) return false;
  const skips = [...nodesInFunction(attempt.handler.body)].some((node) => node.type === "ContinueStatement");
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
