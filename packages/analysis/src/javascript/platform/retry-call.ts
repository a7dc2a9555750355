import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { awaitedCalls } from "../flow/catch-effect.js";
import { delaysWithin } from "../flow/delay.js";
import { isConflictOnly } from "../flow/conflict-only.js";
import { delayFacts } from "../flow/delay-shape.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { allNodes, nodesInFunction } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/** Functions that call themselves again from their own error handler. */
export function retryCalls(facts: FileFacts): readonly DraftOf<"retry">[] {
  return facts.nodes.catches.flatMap((clause) => {
    const scope = enclosingFunction(clause);
    const again = scope && callOfItself(facts, clause.body, scope);
    if (!scope || !again || !repeats(facts, scope, again)) return [];
    if (awaitedCalls(clause.parent.block).length === 0) return [];
    return [
      {
        kind: "retry" as const,
        library: "javascript",
        operation: "recursion",
        node: again.callee,
        extent: clause.body,
        protects: clause.parent.block,
        mechanisms: mechanismsOf(facts, clause, scope, again),
      },
    ];
  });
}

/** A second and last attempt needs no backoff: there is nothing to wait longer than. */
function mechanismsOf(
  facts: FileFacts,
  clause: TSESTree.CatchClause,
  scope: FunctionNode,
  again: TSESTree.CallExpression,
): DraftOf<"retry">["mechanisms"] {
  const limit = limitOf(facts, scope, again);
  const pause = delayFacts(facts, delaysWithin(facts, clause.body), clause.body);
  const isOnce = limit.state === "present" && limit.detail.includes("once");
  const isConflict = isConflictOnly(facts, again, clause);
  return {
    ...pause,
    ...(isOnce &&
      pause.backoff.state === "absent" && { backoff: unknown("it is repeated only once") }),
    ...(isConflict &&
      pause.backoff.state === "absent" && {
        backoff: unknown("only a value that is taken already is tried again"),
      }),
    "attempt-limit": limit,
  };
}

function callOfItself(
  facts: FileFacts,
  body: Node,
  scope: FunctionNode,
): TSESTree.CallExpression | undefined {
  for (const node of nodesInFunction(body)) {
    if (node.type === "CallExpression" && facts.bindings.functionOf(node.callee) === scope)
      return node;
  }
  return undefined;
}

/** True when the same work is asked for again: each argument is a parameter, one that counts, or constant. */
function repeats(facts: FileFacts, scope: FunctionNode, again: TSESTree.CallExpression): boolean {
  const parameters = parametersOf(facts, scope);
  return again.arguments.every((argument) =>
    allNodes(argument).every(
      (node) => node.type !== "Identifier" || parameters.has(facts.bindings.variables.of(node)),
    ),
  );
}

/** A recursion is bounded when an argument counts (`attempt + 1`, `left - 1`) and the function tests what it counts. */
function limitOf(facts: FileFacts, scope: FunctionNode, again: TSESTree.CallExpression): Fact {
  const counts = again.arguments.some((argument) =>
    allNodes(argument).some(
      (node) =>
        node.type === "UpdateExpression" ||
        (node.type === "BinaryExpression" && /^[-+]$/.test(node.operator)),
    ),
  );
  const tests = nodesInFunction(scope.body).filter((node) => node.type === "IfStatement");
  const parameters = parametersOf(facts, scope);
  const isTested = tests.some(({ test }) =>
    allNodes(test).some(
      (node) => node.type === "Identifier" && parameters.has(facts.bindings.variables.of(node)),
    ),
  );
  const isFlagged = again.arguments.some(
    (argument) => argument.type === "Literal" && typeof argument.value === "boolean",
  );
  if (isFlagged && isTested) return present("a flag allows it once");
  if (counts && isTested) return present("a counter is handed on and tested");
  if (counts || tests.length > 0) return unknown("a condition may end it");
  return absent(
    "the function calls itself for as long as the call fails",
    "if (attempt === 5) throw error",
  );
}

function parametersOf(facts: FileFacts, scope: FunctionNode): ReadonlySet<unknown> {
  const names = scope.params.map((parameter) =>
    parameter.type === "AssignmentPattern" ? parameter.left : parameter,
  );
  return new Set(
    names
      .map((name) => facts.bindings.variables.of(name))
      .filter((variable) => variable !== undefined),
  );
}
