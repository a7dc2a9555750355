import { absent } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import type { FileFacts } from "../file-facts.js";
import { chainStart } from "../flow/call-chain.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { isWithin } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/**
 * `total += await count()`: the left side is read before the wait and written after it, so what
 * others added in between is gone (ECMA-262, AssignmentExpression with an operator).
 */
export function interleavedUpdates(facts: FileFacts): readonly DraftOf<"state-update">[] {
  return facts.nodes.waits.flatMap((wait) => {
    const assignment = assignmentAround(wait);
    const scope = assignment && enclosingFunction(assignment);
    if (!assignment || !scope || !isShared(facts, assignment.left, scope)) return [];
    return [
      {
        kind: "state-update" as const,
        library: "javascript",
        operation: assignment.operator,
        node: assignment.left,
        extent: assignment,
        mechanisms: {
          atomicity: absent(
            `\`${facts.textOf(assignment.left)}\` is read before the wait and written after it`,
            `wait first: \`const value = await …; ${facts.textOf(assignment.left)} ${assignment.operator} value\``,
          ),
        },
      },
    ];
  });
}

/** The assignment that a wait interrupts between reading and writing its left side. */
function assignmentAround(
  wait: TSESTree.AwaitExpression,
): TSESTree.AssignmentExpression | undefined {
  let inner: Node = wait;
  for (let node: Node = wait.parent; ; inner = node, node = node.parent) {
    switch (node.type) {
      case "BinaryExpression":
      case "TSAsExpression":
      case "TSNonNullExpression":
      case "ChainExpression":
        continue;
      case "MemberExpression":
      case "CallExpression":
        // `total += (await load()).length`
        if (node.type === "MemberExpression" ? node.object === inner : node.callee === inner)
          continue;
        return undefined;
      case "AssignmentExpression":
        return node.right === inner && /^[-+*/]=$/.test(node.operator) ? node : undefined;
      default:
        return undefined;
    }
  }
}

/** True for what other calls write too: a variable of the module or of a function around, a field. */
function isShared(facts: FileFacts, target: Node, scope: FunctionNode): boolean {
  const start = target.type === "MemberExpression" ? chainStart(target) : target;
  if (start.type === "MemberExpression") return start.object.type === "ThisExpression";
  const declaration = facts.bindings.variables.of(start)?.defs[0]?.node;
  return declaration !== undefined && isAtModuleLevel(declaration) && !isWithin(declaration, scope);
}

function isAtModuleLevel(declaration: Node): boolean {
  return enclosingFunction(declaration) === undefined;
}
