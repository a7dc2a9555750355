import { present, type Fact } from "@faultline/contract";
import type { FileFacts } from "../file-facts.js";
import { promiseAround } from "../flow/promise-executor.js";
import { allNodes } from "../flow/walk.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";
import { outboundCall } from "./outbound-call.js";

/** A message whose answer is waited for: `await socket.emitWithAck("load", id)`. */
export function acknowledged(call: LibraryCall, timeout: Fact): DraftOf<"outbound-call"> {
  return outboundCall(call, { access: "unknown", timeout, ownAttempts: 1 });
}

/** The same with its limit before it: `socket.timeout(5_000).emitWithAck("load", id)`. */
export function acknowledgedInTime(call: LibraryCall): DraftOf<"outbound-call"> {
  return acknowledged(call, present("`timeout()` ends the wait"));
}

/** `emit("load", id, resolve)` in a promise, which settles when the answer comes. */
export function acknowledgedByCallback(
  call: LibraryCall,
  timeout: Fact,
): DraftOf<"outbound-call"> | undefined {
  const executor = promiseAround(call.facts, call.node);
  const answer = call.node.arguments.at(-1);
  return executor && answer && settles(call.facts, answer, executor)
    ? acknowledged(call, timeout)
    : undefined;
}

/** True for what resolves or rejects the promise: `resolve`, `(answer) => resolve(answer)`. */
function settles({ bindings }: FileFacts, answer: Node, { params }: FunctionNode): boolean {
  const settlers = new Set(params.map((parameter) => bindings.variables.of(parameter)));
  settlers.delete(undefined);
  return allNodes(answer).some(
    (node) => node.type === "Identifier" && settlers.has(bindings.variables.of(node)),
  );
}
