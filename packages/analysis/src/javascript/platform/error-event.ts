import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { catchEffect } from "../flow/catch-effect.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";

const SUBSCRIBES = new Set(["on", "once", "addListener"]);

/** Listeners of `error` events, on whatever emits them. */
export function errorEvents(facts: FileFacts): readonly DraftOf<"error-handler">[] {
  return facts.nodes.calls.flatMap((call) => {
    if (call.type !== "CallExpression" || call.callee.type !== "MemberExpression") return [];
    const [event, listener] = call.arguments;
    if (!SUBSCRIBES.has(staticName(call.callee) ?? "") || !event || !listener) return [];
    if (constantOf(facts.bindings, event)?.value !== "error") return [];
    const handler = facts.bindings.functionOf(listener);
    if (!handler) return [];
    return [
      {
        kind: "error-handler" as const,
        library: "javascript",
        operation: "error-event",
        node: event,
        extent: handler.body,
        mechanisms: { surfacing: surfacing(facts, call.callee.object, handler) },
      },
    ];
  });
}

/** Only an emitter that is known to lose connections is worth a report; a stream's error may be beside the point. */
function surfacing(facts: FileFacts, emitter: Node, handler: FunctionNode): Fact {
  const { outcome, isLogged } = catchEffect(facts, {
    body: handler.body,
    parameter: handler.params[0],
  });
  if (outcome === "kept" || isLogged) return present("the listener passes the failure on");
  const creation = facts.bindings.origin(emitter)?.creation;
  const isConnection = facts.drafts.some(
    ({ kind, extent }) =>
      (kind === "pool" || kind === "database-client" || kind === "client") &&
      extent !== undefined &&
      extent === creation,
  );
  return isConnection
    ? absent(
        "the error is dropped, and nobody learns that the connection is gone",
        "log the error in the listener",
      )
    : unknown("what the emitter stands for is not known");
}
