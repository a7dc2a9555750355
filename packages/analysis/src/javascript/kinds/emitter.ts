import type { DraftOf } from "../recogniser.js";
import type { Node } from "../source.js";
import { errorListenerFact, type Emitter, type Made } from "./error-listener.js";

/** A stream, socket or process that a call makes. */
export function emitter(
  call: Made & { readonly library: string; readonly operation: string },
  about: Emitter,
  place: Node = call.node.callee,
): DraftOf<"emitter"> {
  return {
    kind: "emitter",
    library: call.library,
    operation: call.operation,
    node: place,
    extent: call.node,
    mechanisms: { "error-listener": errorListenerFact(call, about) },
  };
}
