import { unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { anyOf, limitFact } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Recognise,
} from "../recogniser.js";
import type { Node } from "../source.js";

const MISSING = {
  without: "axios has no time limit by default (`timeout: 0`)",
  remedy: "timeout: 5_000",
};

/** `axios.create()`: calls through the instance inherit its limit, so this is where one belongs. */
function client(call: LibraryCall): DraftOf<"client"> {
  const own = limitFact("timeout", call.option(0, "timeout"), MISSING);
  return {
    kind: "client",
    library: "axios",
    operation: "create",
    node: call.node.callee,
    mechanisms: { timeout: own.state === "absent" && setsDefaults(call) ? DEFAULTS : own },
  };
}

interface RequestForm {
  readonly method: string | undefined;
  readonly url: Node | undefined;
  /** Position of the config argument. */
  readonly config: number;
}

function request(call: LibraryCall, { method, url, config }: RequestForm) {
  return outboundCall(call, {
    method,
    url,
    headers: call.option(config, "headers"),
    timeout: timeout(call, config),
  });
}

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
  if (call.origin.path.startsWith("create()"))
    return unknown("the instance is judged where it is created");
  return setsDefaults(call) ? DEFAULTS : own;
}

/** axios reads `signal` from 0.22 on; before, it is ignored (CHANGELOG 0.22.0). */
function signal(call: LibraryCall, config: number): Fact {
  const option = call.option(config, "signal");
  const mayBeIgnored = option.state !== "absent" && call.facts.package.majorOf("axios") === 0;
  return mayBeIgnored
    ? unknown("axios before 0.22 ignores `signal`")
    : limitFact("signal", option, MISSING);
}

/** Module-level defaults hold for every file of the process. */
const SETS_PROCESS_DEFAULTS = /\baxios\.(?:defaults\b|interceptors\.request\b)/;

const SETS_DEFAULTS = /\.defaults\b|\binterceptors\b/;

function setsDefaults(call: LibraryCall): boolean {
  return call.facts.mentions(SETS_DEFAULTS) || call.facts.packageMentions(SETS_PROCESS_DEFAULTS);
}

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
  sites: { "create()": client, ...requests(""), ...requests("create()") },
});
