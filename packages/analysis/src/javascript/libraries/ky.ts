import { present, type Fact } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { verbsOf } from "../kinds/http-verbs.js";
import { effectOf, limitMs } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { credentialsOfRequest } from "../kinds/request-headers.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** Ten seconds for each attempt, and two repetitions of safe methods (readme, 1.14 and 2.1). */
const DEFAULT_MS = 10_000;

const BOUNDED: Fact = present("10 s for each attempt by default");

function extend(call: LibraryCall) {
  return client(call, {
    timeout: BOUNDED,
    effects: [switchedOff(call, 0)],
  });
}

/** Only `false` does; zero and what is too long are refused (`source/core/Ky.ts`). */
function switchedOff(call: LibraryCall, index: number): Fact | undefined {
  const option = call.option(index, "timeout");
  return option.state === "constant" && option.value === false
    ? effectOf("timeout", option)
    : undefined;
}

const RETRIED = new Set(["GET", "PUT", "HEAD", "DELETE", "OPTIONS", "TRACE"]);

function request(call: LibraryCall, fixed: string | undefined) {
  const method = fixed ?? methodOf(call.option(1, "method"));
  const own = call.option(1, "timeout");
  const isThroughInstance = call.origin.path.startsWith("create()");
  const repeats = call.option(1, "retry").state === "absent" && !isThroughInstance;
  const attempts = method !== undefined && RETRIED.has(method) ? 3 : 1;
  return outboundCall(call, {
    method,
    url: call.argument(0),
    headers: call.option(1, "headers"),
    timeout: BOUNDED,
    effects: [switchedOff(call, 1)],
    ownAttempts: repeats && method !== undefined ? attempts : undefined,
    withoutRetries: "retry: 0",
    timeoutMs: own.state === "absent" ? DEFAULT_MS : limitMs(call.facts, own),
  });
}

const VERBS = ["get", "post", "put", "patch", "head", "delete"];

export const ky: Library = defineLibrary({
  packages: ["ky"],
  docs: "https://github.com/sindresorhus/ky#timeout",
  aliases: { ky: "", "extend()": "create()", "create().extend()": "create()" },
  configuration: { "create()": { ...credentialsOfRequest(0), endpoints: ["0.prefixUrl"] } },
  sites: {
    "create()": extend,
    ...verbsOf("", VERBS, request),
    ...verbsOf("create()", VERBS, request),
  },
});
