import { unknown, type Fact } from "@faultline/contract";
import { anyOf, limitFact } from "../kinds/limit.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/** needle 3.5 (`lib/needle.js`, `defaults`): 10 s to connect, then no limit on the answer. */
const MISSING = {
  without: "needle limits connecting to 10 s, and the answer not at all",
  remedy: "response_timeout: 5_000",
};

/** Verbs with the position of their options: those that send a body take it first. */
const VERBS = { get: 1, head: 1, delete: 2, post: 2, put: 2, patch: 2 };

/** `needle.get(url, options, callback)` gives a stream. */
function verb(name: string, options: number): Recognise {
  return (call) => request(call, { method: name.toUpperCase(), url: 0, options });
}

/** `needle("get", url, options)` and `needle("post", url, data, options)` give a promise. */
function promised(call: LibraryCall) {
  const first = call.argument(0);
  const name = first?.type === "Literal" && typeof first.value === "string" ? first.value : "";
  const isReading = /^(?:get|head)$/i.test(name);
  const method = name === "" ? undefined : name.toUpperCase();
  return request(call, { method, url: 1, options: isReading ? 2 : 3 });
}

interface Form {
  readonly method: string | undefined;
  readonly url: number;
  readonly options: number;
}

function request(call: LibraryCall, { method, url, options }: Form) {
  return outboundCall(call, {
    method,
    url: call.argument(url),
    headers: call.option(options, "headers"),
    timeout: timeout(call, options),
    ownAttempts: 1,
  });
}

function timeout(call: LibraryCall, options: number): Fact {
  const own = anyOf(
    limitFact("response_timeout", call.option(options, "response_timeout"), MISSING),
    limitFact("signal", call.option(options, "signal"), MISSING),
  );
  return own.state === "absent" && call.facts.packageMentions(/\bneedle\.defaults\b/)
    ? unknown("needle's defaults may limit it")
    : own;
}

export const needle: Library = defineLibrary({
  packages: ["needle"],
  docs: "https://github.com/tomas/needle#request-options",
  immediate: Object.keys(VERBS).map((name) => `${name}()`),
  sites: {
    "()": promised,
    ...Object.fromEntries(
      Object.entries(VERBS).map(([name, options]) => [`${name}()`, verb(name, options)]),
    ),
  },
});
