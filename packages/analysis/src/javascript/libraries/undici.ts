import { absent, unknown, type Fact } from "@faultline/contract";
import { allOf, anyOf, limitFact } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const WITHOUT_SIGNAL = {
  without: "undici limits only connecting and idle gaps (300 s), not the whole request",
  remedy: "signal: AbortSignal.timeout(5_000)",
};

const WITHOUT_IDLE_LIMITS = {
  without: "undici waits 300 s for headers and as long again between two pieces of the body",
  remedy: "headersTimeout: 5_000, bodyTimeout: 5_000",
};

/** `signal` bounds the whole request; `headersTimeout` with `bodyTimeout` bound its phases (docs/api/Dispatcher.md, 8.12). */
function request(call: LibraryCall) {
  return outboundCall(call, {
    method: methodOf(call.option(1, "method")),
    url: call.argument(0),
    headers: call.option(1, "headers"),
    timeout: anyOf(
      phases(call),
      dispatcher(call),
      limitFact("signal", call.option(1, "signal"), WITHOUT_SIGNAL),
    ),
  });
}

const SETS_DISPATCHER = /\bsetGlobalDispatcher\b/;

/** A dispatcher, given to the call or set for all of them, may have limits of its own. */
function dispatcher(call: LibraryCall): Fact {
  const setsDefault = call.facts.packageMentions(SETS_DISPATCHER);
  return setsDefault || call.option(1, "dispatcher").state !== "absent"
    ? unknown("the dispatcher may limit it")
    : absent(WITHOUT_SIGNAL.without, WITHOUT_SIGNAL.remedy);
}

function phases(call: LibraryCall): Fact {
  return allOf(
    limitFact("headersTimeout", call.option(1, "headersTimeout"), WITHOUT_IDLE_LIMITS),
    limitFact("bodyTimeout", call.option(1, "bodyTimeout"), WITHOUT_IDLE_LIMITS),
  );
}

export const undici: Library = defineLibrary({
  packages: ["undici"],
  docs: "https://undici.nodejs.org/#/docs/api/Dispatcher",
  sites: { "fetch()": request, "request()": request, "stream()": request },
});
