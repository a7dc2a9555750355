import { unknown, type Fact } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { verbsOf } from "../kinds/http-verbs.js";
import { anyOf, effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { credentialsOfRequest } from "../kinds/request-headers.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** No limit in any phase by default (`dist/source/core/options.js`, 14 and 16). */
const MISSING = {
  without: "got has no time limit in any phase by default",
  remedy: "timeout: { request: 5_000 }",
};

function extend(call: LibraryCall) {
  const option = call.option(0, "timeout");
  const own = limitFact("timeout", option, MISSING);
  return client(call, {
    timeout: isThroughInstance(call) && own.state === "absent" ? INHERITED : own,
    effects: [effectOf("timeout", option)],
    optionsAt: 0,
  });
}

const INHERITED: Fact = unknown("the instance is judged where it is created");

function isThroughInstance({ origin }: LibraryCall): boolean {
  return origin.path.startsWith("extend()");
}

/** Methods that got repeats by itself: two times more (`retry.limit`). */
const RETRIED = new Set(["GET", "PUT", "HEAD", "DELETE", "OPTIONS", "TRACE", "QUERY"]);

function request(call: LibraryCall, fixed: string | undefined) {
  const method = fixed ?? methodOf(call.option(1, "method"));
  const option = call.option(1, "timeout");
  const own = anyOf(
    limitFact("timeout", option, MISSING),
    limitFact("signal", call.option(1, "signal"), MISSING),
  );
  return outboundCall(call, {
    method,
    url: call.argument(0),
    headers: call.option(1, "headers"),
    timeout: isThroughInstance(call) && own.state === "absent" ? INHERITED : own,
    effects: [effectOf("timeout", option)],
    optionsAt: 1,
    ownAttempts: attempts(call, method),
    withoutRetries: "retry: { limit: 0 }",
    timeoutMs: limitMs(call.facts, option),
  });
}

function attempts(call: LibraryCall, method: string | undefined): number | undefined {
  if (isThroughInstance(call) || call.option(1, "retry").state !== "absent") return undefined;
  if (method === undefined) return undefined;
  return RETRIED.has(method) ? 3 : 1;
}

const VERBS = ["get", "post", "put", "patch", "head", "delete"];

export const got: Library = defineLibrary({
  packages: ["got"],
  docs: "https://github.com/sindresorhus/got/blob/main/documentation/6-timeout.md",
  aliases: { got: "", "extend().extend()": "extend()" },
  configuration: { "extend()": { ...credentialsOfRequest(0), endpoints: ["0.prefixUrl"] } },
  sites: {
    "extend()": extend,
    ...verbsOf("", VERBS, request),
    ...verbsOf("extend()", VERBS, request),
  },
});
