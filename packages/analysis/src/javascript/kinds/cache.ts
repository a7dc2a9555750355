import type { Fact } from "@faultline/contract";
import type { DraftOf, LibraryCall, Recognise } from "../recogniser.js";

/** A read of a cache or key-value store. */
export const cacheRead: Recognise = (call) => cacheOperation(call, "read");

/** A write to a cache or key-value store. */
export function cacheWrite(call: LibraryCall, expiry?: Fact): DraftOf<"cache-operation"> {
  return cacheOperation(call, "write", expiry);
}

function cacheOperation(
  call: LibraryCall,
  access: "read" | "write",
  expiry?: Fact,
): DraftOf<"cache-operation"> {
  return {
    kind: "cache-operation",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: expiry ? { expiry } : {},
    details: { access },
  };
}
