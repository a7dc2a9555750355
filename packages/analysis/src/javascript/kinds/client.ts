import type { Fact } from "@faultline/contract";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { withInsertion } from "./insertion.js";
import { effectOf, limitFact, timeLimits, type MissingLimit } from "./limit.js";

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

/** A client whose only limit is its option `timeout`, and which has none by default. */
export function timeoutClient(
  call: LibraryCall,
  optionsAt: number,
  missing: MissingLimit,
): DraftOf<"client"> {
  const option = call.option(optionsAt, "timeout");
  return client(call, {
    timeout: limitFact("timeout", option, missing),
    effects: [effectOf("timeout", option)],
    optionsAt,
  });
}

/** A client that keeps a connection, and tells of its loss by an event. */
export function connectedClient(
  call: LibraryCall,
  library: string,
  operation: string,
  listener: Fact,
): DraftOf<"client"> {
  return {
    kind: "client",
    library,
    operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { "error-listener": listener },
  };
}
