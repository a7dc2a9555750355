import type { Fact } from "@faultline/contract";
import type { DraftOf, LibraryCall } from "../recogniser.js";
import { effectOf, limitMs } from "./limit.js";
import { methodOf, outboundCall } from "./outbound-call.js";

/** What differs between the functions that take `fetch`'s arguments. */
export interface FetchLimits {
  readonly timeout: Fact;
  /** Options that limit a request, beside `signal`. */
  readonly options?: readonly string[];
}

/** A request by a function with `fetch`'s arguments: an address, and options with a signal. */
export function fetchCall(call: LibraryCall, limits: FetchLimits): DraftOf<"outbound-call"> {
  const { timeout, options = [] } = limits;
  const names = ["signal", ...options];
  return outboundCall(call, {
    method: methodOf(call.option(1, "method")),
    url: call.argument(0),
    headers: call.option(1, "headers"),
    timeout,
    effects: options.map((name) => effectOf(name, call.option(1, name))),
    optionsAt: 1,
    ownAttempts: 1,
    timeoutMs: names.map((name) => limitMs(call.facts, call.option(1, name))).find(Boolean),
  });
}

/** True for `fetch(new Request(…))` and for a parameter whose type allows a Request. */
export function mayBeRequest(call: LibraryCall): boolean {
  const input = call.argument(0);
  if (input?.type === "NewExpression")
    return call.facts.bindings.origin(input.callee)?.path !== "URL";
  if (input?.type !== "Identifier") return false;
  const [definition] = call.facts.bindings.variables.of(input)?.defs ?? [];
  const type = definition?.name.type === "Identifier" ? definition.name.typeAnnotation : undefined;
  return type ? /\bRequest(?:Info)?\b/.test(call.facts.textOf(type)) : false;
}
