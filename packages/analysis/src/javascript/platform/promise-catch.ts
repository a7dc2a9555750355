import { absent, present, unknown, type Fact } from "@faultline/contract";
import type { TSESTree } from "@typescript-eslint/types";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { catchEffect, isCleanUp } from "../flow/catch-effect.js";
import { ioWithin } from "../flow/input-output.js";
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
  const argument = name === "catch" ? call.arguments[0] : name === "then" ? call.arguments[1] : undefined;
  return argument && facts.bindings.functionOf(argument);
}

function draftOf(facts: FileFacts, callee: TSESTree.MemberExpression, handler: FunctionNode): DraftOf<"error-handler"> {
  return {
    kind: "error-handler",
    library: "javascript",
    operation: "promise-catch",
    node: callee.property,
    extent: handler.body,
    protects: callee.object,
    mechanisms: { surfacing: surfacing(facts, callee.object, handler) },
  };
}

function surfacing(facts: FileFacts, promise: Node, handler: FunctionNode): Fact {
  const effect = catchEffect(facts, handler.body, handler.params[0], undefined);
  if (effect === "kept") return present("the handler passes the failure on");
  const [lost] = ioWithin(facts, promise);
  if (!lost) return unknown("the promise is not known to wait for another process");
  if (isCleanUp(promise)) return unknown("the call only tidies up");
  return absent(
    `a failure of \`${facts.textOf(lost.node)}\` ${effect === "dropped" ? "is dropped" : "is replaced by an empty value"}, so the caller goes on as if it had succeeded`,
    "let it reject, or log it and return an error the caller can tell apart",
  );
}
