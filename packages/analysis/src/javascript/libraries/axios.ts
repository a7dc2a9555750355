import { unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { client } from "../kinds/client.js";
import { anyOf, effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { credentialsOfMethods, credentialsOfRequest } from "../kinds/request-headers.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
import type { Node } from "../source.js";

const MISSING = {
  without: "axios has no time limit by default (`timeout: 0`)",
  remedy: "timeout: 5_000",
};

function create(call: LibraryCall) {
  const option = call.option(0, "timeout");
  const own = limitFact("timeout", option, MISSING);
  return client(call, {
    timeout: own.state === "absent" && setsDefaults(call) ? DEFAULTS : own,
    effects: [effectOf("timeout", option)],
    optionsAt: 0,
  });
}

interface RequestForm {
  readonly method: string | undefined;
  readonly url: Node | undefined;
  /** Position of the config argument. */
  readonly config: number;
}

function request(call: LibraryCall, { method, url, config }: RequestForm) {
  const option = call.option(config, "timeout");
  return outboundCall(call, {
    method,
    url,
    headers: call.option(config, "headers"),
    timeout: timeout(call, config),
    // Through an instance, `timeout: 0` may lift the instance's limit on purpose, for a long download.
    effects: isThroughInstance(call) ? [] : [effectOf("timeout", option)],
    optionsAt: config,
    ownAttempts: call.facts.packageMentions(RETRIES) ? undefined : 1,
    timeoutMs: limitMs(call.facts, option),
  });
}

const RETRIES = /["']axios-retry["']|["']retry-axios["']/;

const STREAM: Fact = unknown("a stream may last as long as it has something to say");
const DEFAULTS: Fact = unknown("axios's defaults or interceptors may limit it");

function timeout(call: LibraryCall, config: number): Fact {
  const own = anyOf(
    signal(call, config),
    limitFact("timeout", call.option(config, "timeout"), MISSING),
  );
  if (own.state !== "absent") return own;
  const type = call.option(config, "responseType");
  if (type.state === "constant" && type.value === "stream") return STREAM;
  if (isThroughInstance(call)) return unknown("the instance is judged where it is created");
  return setsDefaults(call) ? DEFAULTS : own;
}

function isThroughInstance({ origin }: LibraryCall): boolean {
  return origin.path.startsWith("create()");
}

/** axios reads `signal` from 0.22 on; before, it is ignored (CHANGELOG 0.22.0). */
function signal(call: LibraryCall, config: number): Fact {
  const option = call.option(config, "signal");
  const mayBeIgnored = option.state !== "absent" && call.facts.package.majorOf("axios") === 0;
  return mayBeIgnored
    ? unknown("axios before 0.22 ignores `signal`")
    : limitFact("signal", option, MISSING);
}

/** Defaults of one's own that may have a limit; headers and addresses among them say nothing of one. */
const SETS_DEFAULTS =
  /\.defaults(?:\.(?:timeout|signal|adapter|transformRequest)\b|\s*(?:=[^=]|\[|[,)]|\.\.\.))/;

/** The same for the module itself, whose defaults hold for every file of the process. */
const SETS_PROCESS_DEFAULTS =
  /\baxios\.defaults(?:\.(?:timeout|signal|adapter)\b|\s*(?:=[^=]|\[|[,)]))/i;

/** An interceptor beside which the file speaks of limits, so that it may set one. */
const INTERCEPTS =
  /interceptors\.request[^]*\b(?:timeout|signal)\b|\b(?:timeout|signal)\b[^]*interceptors\.request/;

function setsDefaults({ facts }: LibraryCall): boolean {
  return (
    facts.mentions(SETS_DEFAULTS) ||
    facts.mentions(INTERCEPTS) ||
    facts.packageMentions(SETS_PROCESS_DEFAULTS) ||
    facts.packageMentions(PROCESS_INTERCEPTS)
  );
}

const PROCESS_INTERCEPTS =
  /\baxios\.interceptors\.request[^]*\b(?:timeout|signal)\b|\b(?:timeout|signal)\b[^]*\baxios\.interceptors\.request/i;

function verb(method: string, config: number): Recognise {
  return (call) => request(call, { method, url: call.argument(0), config });
}

/** `axios(config)`, `axios(url, config)` and `axios.request(config)`. */
function general(call: LibraryCall) {
  const first = call.argument(0);
  const isUrl =
    first !== undefined && typeof constantOf(call.facts.bindings, first)?.value === "string";
  const config = isUrl || first?.type === "TemplateLiteral" ? 1 : 0;
  return request(call, { method: methodOf(call.option(config, "method")), url: first, config });
}

/** The ways to make a request, on the module itself or on an instance. */
function requests(receiver: string): Readonly<Record<string, Recognise>> {
  return {
    [`${receiver}()`]: general,
    [`${receiver}.request()`.replace(/^\./, "")]: general,
    ...Object.fromEntries(
      Object.entries(VERBS).map(([name, config]) => [
        `${receiver}.${name}()`.replace(/^\./, ""),
        verb(name.toUpperCase(), config),
      ]),
    ),
  };
}

/** Methods with the position of their config argument. */
const VERBS = { get: 1, delete: 1, head: 1, options: 1, post: 2, put: 2, patch: 2 };

export const axios: Library = defineLibrary({
  packages: ["axios"],
  docs: "https://axios-http.com/docs/req_config",
  aliases: {
    axios: "",
    "new AxiosStatic": "",
    "new AxiosInstance": "create()",
    "new Axios": "create()",
  },
  configuration: {
    "()": credentialsOfRequest(0, 1),
    "create()": { ...credentialsOfRequest(0), endpoints: ["0.baseURL"] },
    ...credentialsOfMethods("", "create()."),
  },
  sites: { "create()": create, ...requests(""), ...requests("create()") },
});
