import { unknown, type Fact } from "@faultline/contract";
import { limitFact } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** A request through Node's `fetch`: undici bounds connecting and idle gaps (300 s), never the whole request. */
function request(call: LibraryCall) {
  const headers = call.option(1, "headers");
  return outboundCall(call, {
    method: methodOf(call.option(1, "method")),
    url: call.argument(0),
    headers,
    timeout: timeout(call),
  });
}

const MISSING = {
  without: "`fetch` has no time limit of its own for the whole request",
  remedy: "signal: AbortSignal.timeout(5_000)",
};

function timeout(call: LibraryCall): Fact {
  const own = limitFact("signal", call.option(1, "signal"), MISSING);
  if (own.state !== "absent") return own;
  if (hasDispatcher(call)) return unknown("the dispatcher may limit it");
  return mayBeRequest(call) ? unknown("a Request object may carry a signal of its own") : own;
}

const SETS_DISPATCHER = /\bsetGlobalDispatcher\b/;

/** undici's own option, or the dispatcher of all requests, set anywhere in the package. */
function hasDispatcher(call: LibraryCall): boolean {
  return (
    call.option(1, "dispatcher").state !== "absent" || call.facts.packageMentions(SETS_DISPATCHER)
  );
}

/** True for `fetch(new Request(…))` and for a parameter whose type allows a Request. */
function mayBeRequest(call: LibraryCall): boolean {
  const input = call.argument(0);
  if (input?.type === "NewExpression")
    return call.facts.bindings.origin(input.callee)?.path !== "URL";
  if (input?.type !== "Identifier") return false;
  const [definition] = call.facts.bindings.variables.of(input)?.defs ?? [];
  const type = definition?.name.type === "Identifier" ? definition.name.typeAnnotation : undefined;
  return type ? /\bRequest(?:Info)?\b/.test(call.facts.textOf(type)) : false;
}

export const fetch: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://undici.nodejs.org/#/docs/api/Fetch",
  sites: { "fetch()": request },
});
