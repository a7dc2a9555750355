import { unknown } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { GLOBAL } from "../bindings/origin.js";
import type { FileFacts } from "../file-facts.js";
import { delayFacts } from "../flow/delay-shape.js";
import { allNodes, isWithin } from "../flow/walk.js";
import type { DraftOf } from "../recogniser.js";
import { isFunction, type FunctionNode, type Node } from "../source.js";

/**
 * A function that, told of a failure, sets a timer to have itself run again: how callbacks retry.
 * `(error) => { if (error) setTimeout(() => connect(listen), 5000) }` within `listen`.
 */
export function rescheduledCalls(facts: FileFacts): readonly DraftOf<"retry">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [work, pause] = call.arguments;
    if (call.type !== "CallExpression" || !work || !pause || !isTimer(facts, call)) return [];
    const failure = failureBranch(facts, call);
    if (!failure || !isHandedOn(facts, work, failure.function)) return [];
    return [
      {
        kind: "retry" as const,
        library: "javascript",
        operation: "timer",
        node: call.callee,
        extent: call,
        mechanisms: {
          ...delayFacts(facts, [{ kind: "duration", node: call, duration: pause }], failure.branch),
          "attempt-limit": unknown("something else may end it"),
        },
      },
    ];
  });
}

function isTimer(facts: FileFacts, call: TSESTree.CallExpression): boolean {
  const origin = facts.bindings.origin(call.callee);
  return origin?.module === GLOBAL && origin.path === "setTimeout";
}

interface Failure {
  readonly branch: Node;
  readonly function: FunctionNode;
}

/** The branch of an error-first callback that a node stands in: `if (error) { … }`. */
function failureBranch(facts: FileFacts, node: Node): Failure | undefined {
  for (let current = node.parent; current; current = current.parent) {
    if (isFunction(current)) return undefined;
    if (current.type !== "IfStatement" || !isWithin(node, current.consequent)) continue;
    const owner = ownerOfError(facts, current.test);
    if (owner) return { branch: current.consequent, function: owner };
  }
  return undefined;
}

/** The function whose first parameter, an error, a condition tests for being there. */
function ownerOfError(facts: FileFacts, test: Node): FunctionNode | undefined {
  if (test.type !== "Identifier" || !/^e(?:rr(?:or)?)?$/i.test(test.name)) return undefined;
  const definition = facts.bindings.variables.of(test)?.defs[0];
  const owner = definition?.node;
  return owner && isFunction(owner) && owner.params[0] === definition.name ? owner : undefined;
}

/** True when the work names the function again, to call it or to have it called. */
function isHandedOn(facts: FileFacts, work: Node, owner: FunctionNode): boolean {
  return allNodes(work).some(
    (node) => node.type === "Identifier" && facts.bindings.functionOf(node) === owner,
  );
}
