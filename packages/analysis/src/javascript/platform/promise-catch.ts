import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { soleReturn } from "../bindings/sole-return.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { catchEffect } from "../flow/catch-effect.js";
import { isAfterFailure, isCleanUp, undoes } from "../flow/clean-up.js";
import { ioWithin } from "../flow/input-output.js";
import { isResultTested } from "../flow/tested-result.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

/** `.catch(handler)` and the second argument of `.then()`, where the handler is in the file. */
export function promiseCatches(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return [];
    const handler = handlerOf(facts, call);
    return handler ? [draftOf(facts, call.callee, handler)] : [];
  });
}

function handlerOf(facts: FileFacts, call: TSESTree.CallExpression): FunctionNode | undefined {
  const name = call.callee.type === "MemberExpression" ? staticName(call.callee) : undefined;
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
    mechanisms: { surfacing: surfacing(facts, callee, handler) },
  };
}

function surfacing(
  facts: FileFacts,
  callee: TSESTree.MemberExpression,
  handler: FunctionNode,
): Fact {
  const promise = callee.object;
  const effect = catchEffect(facts, {
    body: handler.body,
    parameter: handler.params[0],
    successes: answersOf(facts, promise),
  });
  if (effect === "kept") return present("the handler passes the failure on");
  const lost = ioWithin(facts, promise).find((draft) => !undoes(draft));
  if (!lost) return unknown("the promise is not known to wait for another process");
  if (isCleanUp(promise) || isAfterFailure(callee)) return unknown("the call only tidies up");
  if (isResultTested(facts, callee.parent))
    return unknown("the result is tested before it is used");
  return absent(
    `a failure of \`${facts.textOf(lost.node)}\` ${effect === "dropped" ? "is dropped" : "is replaced by an empty value"}, so the caller goes on as if it had succeeded`,
    "let it reject, or log it and return an error the caller can tell apart",
  );
}

/** What the promise gives where nothing fails: the value of the `.then()` before the handler. */
function answersOf(facts: FileFacts, promise: Node): readonly Node[] {
  if (promise.type !== "CallExpression") return [];
  const [mapping] = promise.arguments;
  const mapped = mapping && facts.bindings.functionOf(mapping);
  const value = mapped && soleReturn(mapped);
  return value ? [value] : [];
}
