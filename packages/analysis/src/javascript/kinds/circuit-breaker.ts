import { absent, present, unknown, type Fact } from "@faultline/contract";
import { escapes } from "../flow/escapes.js";
import { enclosingFunction } from "../flow/enclosing.js";
import type { DraftOf, LibraryCall } from "../recogniser.js";

/** A circuit breaker; `fire` are the methods that run a call through it. */
export function circuitBreaker(
  call: LibraryCall,
  fire: readonly string[],
  mechanisms: DraftOf<"circuit-breaker">["mechanisms"],
): DraftOf<"circuit-breaker"> {
  return {
    kind: "circuit-breaker",
    library: call.library,
    operation: call.operation,
    node: call.node.callee,
    extent: call.node,
    mechanisms: { reuse: reuse(call, fire), ...mechanisms },
  };
}

/** A breaker that lives for one call has nothing to count. */
function reuse({ facts, node }: LibraryCall, fire: readonly string[]): Fact {
  const scope = enclosingFunction(node);
  if (!scope) return present("it lives as long as the process");
  const isFiredHere = facts
    .callsOn(node, ...fire)
    .some((call) => enclosingFunction(call) === scope);
  if (!isFiredHere || escapes(facts.bindings, node))
    return unknown("it may be kept for later calls");
  return absent(
    "it is made for each call, so it never counts more than one",
    "make it once, at the top of the module",
  );
}
