import type { DraftOf, LibraryCall } from "../recogniser.js";

/** Work that keeps the event loop from anything else while it lasts; whether anyone waits then, its place says. */
export function blockingCall(call: LibraryCall, remedy: string): DraftOf<"blocking-call"> {
  return {
    kind: "blocking-call",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
    details: { remedy },
  };
}
