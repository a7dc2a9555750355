import { unknown } from "@faultline/contract";
import { fetchCall, mayBeRequest } from "../kinds/fetch-call.js";
import { anyOf, limitFact } from "../kinds/limit.js";
import { hasRelativeUrl } from "../kinds/relative-url.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const MISSING = {
  without: "cross-fetch waits for ever",
  remedy: "signal: AbortSignal.timeout(5_000)",
};

/** In Node it is node-fetch 2 (`dist/node-ponyfill.js`, 4.1), with that one's `timeout`; in a browser it is the browser's own. */
function request(call: LibraryCall) {
  if (hasRelativeUrl(call)) return undefined;
  const own = anyOf(
    limitFact("signal", call.option(1, "signal"), MISSING),
    limitFact("timeout", call.option(1, "timeout"), MISSING),
  );
  return fetchCall(call, {
    timeout: mayBeRequest(call) ? unknown("a Request object may carry a signal of its own") : own,
    options: ["timeout"],
  });
}

export const crossFetch: Library = defineLibrary({
  packages: ["cross-fetch"],
  docs: "https://github.com/lquixada/cross-fetch",
  aliases: { fetch: "" },
  sites: { "()": request },
});
