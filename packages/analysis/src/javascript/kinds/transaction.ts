import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { allNodes, isWithin } from "../flow/walk.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/** A transaction that the code opens and closes itself, at its BEGIN. */
export function transaction(call: LibraryCall): DraftOf<"transaction"> {
  const scope = enclosingFunction(call.node);
  const body = scope?.body ?? call.facts.source.ast;
  const attempt = scope && protectingTry(scope, call);
  return {
    kind: "transaction",
    library: call.library,
    operation: "BEGIN",
    node: call.node.callee,
    extent: body,
    ...(attempt && { protects: attempt.block }),
    mechanisms: {
      rollback: rollbackFact(call, scope, attempt),
      ...(call.origin.creation?.type === "CallExpression" && { release: releaseFact(call, scope) }),
    },
  };
}

/** The `try` around the BEGIN, or the one right after it in the same function. */
function protectingTry(scope: FunctionNode, call: LibraryCall): TSESTree.TryStatement | undefined {
  const tries = [...allNodes(scope.body)].filter(
    (node): node is TSESTree.TryStatement => node.type === "TryStatement",
  );
  return (
    tries.find((node) => isWithin(call.node, node.block)) ??
    tries.find((node) => node.range[0] > call.node.range[1])
  );
}

function rollbackFact(
  call: LibraryCall,
  scope: FunctionNode | undefined,
  attempt: TSESTree.TryStatement | undefined,
): Fact {
  if (!scope) return unknown("it is opened outside of any function");
  const rollbacks = [...allNodes(scope.body)].filter((node) => isRollback(call, node));
  const isOnErrorPath = rollbacks.some(
    (node) =>
      errorPathsOf(attempt).some((block) => isWithin(node, block)) || isInPromiseCatch(node, scope),
  );
  if (isOnErrorPath) return present("every error path rolls back");
  if (rollbacks.length > 0) return unknown("it rolls back on some path");
  const commits = [...allNodes(scope.body)].some((node) => statementOf(call, node) === "COMMIT");
  return commits
    ? absent(
        "an error before COMMIT leaves the transaction open on its connection",
        'catch { await client.query("ROLLBACK") }',
      )
    : unknown("it is ended elsewhere");
}

function errorPathsOf(attempt: TSESTree.TryStatement | undefined): readonly Node[] {
  return [attempt?.handler, attempt?.finalizer].filter(
    (block) => block !== null && block !== undefined,
  );
}

function releaseFact(call: LibraryCall, scope: FunctionNode | undefined): Fact {
  const releases = scope
    ? [...allNodes(scope.body)].filter(
        (node) => node.type === "MemberExpression" && staticName(node) === "release",
      )
    : [];
  const isAlways = releases.some((node) => {
    for (let current = node.parent; current && current !== scope; current = current.parent) {
      if (current.parent?.type === "TryStatement" && current.parent.finalizer === current)
        return true;
    }
    return false;
  });
  return isAlways
    ? present("the connection is released in `finally`")
    : unknown("it is released elsewhere");
}

function isRollback(call: LibraryCall, node: Node): boolean {
  return statementOf(call, node) === "ROLLBACK";
}

function statementOf(call: LibraryCall, node: Node): string | undefined {
  if (node.type !== "CallExpression" || node.callee.type !== "MemberExpression") return undefined;
  if (staticName(node.callee) !== "query") return undefined;
  const [text] = node.arguments;
  const value = text && constantOf(call.facts.bindings, text)?.value;
  return typeof value === "string" ? /^\s*(\w+)/.exec(value)?.[1]?.toUpperCase() : undefined;
}

function isInPromiseCatch(node: Node, scope: FunctionNode): boolean {
  for (let current = node.parent; current && current !== scope; current = current.parent) {
    if (
      current.type === "CallExpression" &&
      current.callee.type === "MemberExpression" &&
      staticName(current.callee) === "catch"
    ) {
      return true;
    }
  }
  return false;
}
