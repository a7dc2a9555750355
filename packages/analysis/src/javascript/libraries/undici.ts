import { absent, unknown, type Fact } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { fetchCall } from "../kinds/fetch-call.js";
import { allOf, anyOf, effectOf, limitFact } from "../kinds/limit.js";
import { credentialsOfRequest } from "../kinds/request-headers.js";
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
  return fetchCall(call, {
    timeout: anyOf(
      phases(call, 1),
      dispatcher(call),
      limitFact("signal", call.option(1, "signal"), WITHOUT_SIGNAL),
    ),
    options: PHASES,
  });
}

const PHASES = ["headersTimeout", "bodyTimeout"] as const;

const SETS_DISPATCHER = /\bsetGlobalDispatcher\b/;

/** A dispatcher, given to the call or set for all of them, may have limits of its own. */
function dispatcher(call: LibraryCall): Fact {
  const setsDefault = call.facts.packageMentions(SETS_DISPATCHER);
  return setsDefault || call.option(1, "dispatcher").state !== "absent"
    ? unknown("the dispatcher may limit it")
    : absent(WITHOUT_SIGNAL.without, WITHOUT_SIGNAL.remedy);
}

function phases(call: LibraryCall, optionsAt: number): Fact {
  const [headers, body] = PHASES;
  return allOf(
    limitFact(headers, call.option(optionsAt, headers), WITHOUT_IDLE_LIMITS),
    limitFact(body, call.option(optionsAt, body), WITHOUT_IDLE_LIMITS),
  );
}

/** A dispatcher's defaults are idle limits; what it carries may be limited by each call, so only a limit switched off is judged. */
function agent(optionsAt: number) {
  return (call: LibraryCall) =>
    client(call, {
      timeout: unknown("each call may have a limit of its own"),
      effects: PHASES.map((name) => effectOf(name, call.option(optionsAt, name))),
    });
}

export const undici: Library = defineLibrary({
  packages: ["undici"],
  docs: "https://undici.nodejs.org/#/docs/api/Dispatcher",
  configuration: { "fetch()": credentialsOfRequest(1), "request()": credentialsOfRequest(1) },
  sites: {
    "fetch()": request,
    "request()": request,
    "stream()": request,
    "new Agent": agent(0),
    "new Client": agent(1),
    "new Pool": agent(1),
  },
});
