import { unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { timeoutClient } from "../kinds/client.js";
import { verbsOf } from "../kinds/http-verbs.js";
import { effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** README, "timeout": without it the operating system's TCP timeout is the only one (2.88). */
const MISSING = {
  without: "request has no time limit by default",
  remedy: "timeout: 5_000",
};

const defaults: Recognise = (call) => timeoutClient(call, 0, MISSING);

/** `request(options)` and `request(url, options)`. */
function send(call: LibraryCall, fixed: string | undefined) {
  const first = call.argument(0);
  const isUrl =
    first?.type === "TemplateLiteral" ||
    (first && typeof constantOf(call.facts.bindings, first)?.value === "string");
  const optionsAt = isUrl ? 1 : 0;
  const option = call.option(optionsAt, "timeout");
  return outboundCall(call, {
    method: fixed ?? methodOf(call.option(optionsAt, "method")),
    url: first,
    headers: call.option(optionsAt, "headers"),
    timeout: timeout(call, limitFact("timeout", option, MISSING), optionsAt),
    effects: [effectOf("timeout", option)],
    ownAttempts: 1,
    timeoutMs: limitMs(call.facts, option),
  });
}

function timeout(call: LibraryCall, own: Fact, optionsAt: number): Fact {
  if (call.origin.path.startsWith("defaults()"))
    return own.state === "absent" ? unknown("its defaults are judged where they are made") : own;
  const options = call.argument(optionsAt);
  const isCallback = options && call.facts.bindings.functionOf(options);
  if (isCallback) return limitFact("timeout", { state: "absent" }, MISSING);
  return own;
}

const VERBS = ["get", "post", "put", "patch", "head", "del", "delete"];

export const request: Library = defineLibrary({
  packages: ["request", "request-promise", "request-promise-native"],
  docs: "https://github.com/request/request#requestoptions-callback",
  sites: {
    "defaults()": defaults,
    ...verbsOf("", VERBS, send),
    ...verbsOf("defaults()", VERBS, send),
  },
});
