import { unknown, type Fact } from "@faultline/contract";
import { fetchCall, mayBeRequest } from "../kinds/fetch-call.js";
import { limitFact } from "../kinds/limit.js";
import { hasRelativeUrl } from "../kinds/relative-url.js";
import { credentialsOfRequest } from "../kinds/request-headers.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** A request through Node's `fetch`: undici bounds connecting and idle gaps (300 s), never the whole request. */
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

export const fetch: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://undici.nodejs.org/#/docs/api/Fetch",
  configuration: { "fetch()": credentialsOfRequest(1) },
  sites: {
    "fetch()": (call) =>
      hasRelativeUrl(call) ? undefined : fetchCall(call, { timeout: timeout(call) }),
  },
});
