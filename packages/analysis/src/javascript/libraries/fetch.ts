import type { Fact } from "@faultline/contract";
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

function timeout(call: LibraryCall): Fact {
  // A Request object carries its own signal.
  const isRequest = call.argument(0)?.type === "NewExpression";
  const missing = {
    without: "`fetch` has no time limit of its own for the whole request",
    remedy: "signal: AbortSignal.timeout(5_000)",
  };
  const own = limitFact("signal", call.option(1, "signal"), missing);
  if (!isRequest || own.state !== "absent") return own;
  return limitFact("signal", { state: "unknown" }, missing);
}

export const fetch: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://undici.nodejs.org/#/docs/api/Fetch",
  sites: { "fetch()": request },
});
