import type { DraftOf, LibraryCall } from "../recogniser.js";

/** The place where a server begins to listen. */
export function server(call: LibraryCall): DraftOf<"server"> {
  return {
    kind: "server",
    library: call.library,
    operation: "listen",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {},
  };
}
