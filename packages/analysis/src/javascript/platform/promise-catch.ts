import type { TSESTree } from "@typescript-eslint/types";
import { soleReturn } from "../bindings/sole-return.js";
import { methodName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { catchEffect, type CatchEffect } from "../flow/catch-effect.js";
import { isAfterFailure, isCleanUp } from "../flow/clean-up.js";
import { hasNoCaller } from "../flow/no-caller.js";
import { isResultTested } from "../flow/tested-result.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";
import { handlerFacts } from "./handler-facts.js";

/** `.catch(handler)` and the second argument of `.then()`, where the handler is in the file. */
export function promiseCatches(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return [];
    const handler = handlerOf(facts, call);
    return handler ? [draftOf(facts, call.callee, handler)] : [];
  });
}

function handlerOf(facts: FileFacts, call: TSESTree.CallExpression): FunctionNode | undefined {
  const name = methodName(call.callee);
  const argument =
    name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
  return argument && facts.bindings.functionOf(argument);
}

function draftOf(
  facts: FileFacts,
  callee: TSESTree.MemberExpression,
  handler: FunctionNode,
): DraftOf<"error-handler"> {
  return {
    kind: "error-handler",
    library: "javascript",
    operation: "promise-catch",
    node: callee.property,
    extent: handler.body,
    protects: callee.object,
    mechanisms: factsOf(facts, callee, handler),
  };
}

function factsOf(
  facts: FileFacts,
  callee: TSESTree.MemberExpression,
  handler: FunctionNode,
): DraftOf<"error-handler">["mechanisms"] {
  const promise = callee.object;
  const { body } = handler;
  const [parameter] = handler.params;
  const effect = catchEffect(facts, { body, parameter, successes: answersOf(facts, promise) });
  return handlerFacts(facts, {
    effect,
    body,
    protects: promise,
    excuse: excuseOf(facts, callee, effect),
    hasNoCaller: hasNoCaller(callee) || !isAwaited(callee.parent),
    wayOut: "let it reject",
  });
}

function excuseOf(
  facts: FileFacts,
  callee: TSESTree.MemberExpression,
  { outcome }: CatchEffect,
): string | undefined {
  if (isCleanUp(callee.object) || isAfterFailure(callee)) return "the call only tidies up";
  if (outcome === "returned" && isNamed(callee.parent)) return "the answer is looked at later";
  return isResultTested(facts, callee.parent)
    ? "the result is tested before it is used"
    : undefined;
}

/** `const answer = await load().catch((error) => error)`. */
function isNamed(call: Node): boolean {
  const { parent } = call.parent?.type === "AwaitExpression" ? call.parent : call;
  return parent?.type === "VariableDeclarator" || parent?.type === "AssignmentExpression";
}

/** A promise that stands by itself has no one who waits for it. */
function isAwaited(call: Node): boolean {
  return call.parent?.type !== "ExpressionStatement";
}

/** What the promise gives where nothing fails: the value of the `.then()` before the handler. */
function answersOf(facts: FileFacts, promise: Node): readonly Node[] {
  if (promise.type !== "CallExpression") return [];
  const [mapping] = promise.arguments;
  const mapped = mapping && facts.bindings.functionOf(mapping);
  const value = mapped && soleReturn(mapped);
  return value ? [value] : [];
}
