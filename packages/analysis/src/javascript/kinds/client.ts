import type { Fact } from "@faultline/contract";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { withInsertion } from "./insertion.js";
import { timeLimits } from "./limit.js";

/** What a library says of a client that later calls go through. */
export interface ClientLimits {
  readonly timeout: Fact;
  /** Whether the limits that it is given take effect. */
  readonly effects?: readonly (Fact | undefined)[];
  /** The argument that takes the limit. */
  readonly optionsAt?: number;
}

/** A configured client. Calls through it inherit its limit, so this is where one belongs. */
export function client(call: LibraryCall, limits: ClientLimits): DraftOf<"client"> {
  const { timeout, effects = [], optionsAt } = limits;
  return {
    kind: "client",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: timeLimits(
      optionsAt === undefined ? timeout : withInsertion(timeout, call, optionsAt),
      ...effects,
    ),
  };
}
