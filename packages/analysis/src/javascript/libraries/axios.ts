import { unknown, type Fact } from "@faultline/contract";
import { anyOf, limitFact } from "../kinds/limit.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall, type Recognise } from "../recogniser.js";
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

function verb(method: string, config: number): Recognise {
  return (call) => request(call, method, call.argument(0), config);
}

function general(config: number): Recognise {
  return (call) => request(call, methodOf(call.option(config, "method")), call.argument(0), config);
}

function request(call: LibraryCall, method: string | undefined, url: Node | undefined, config: number) {
  return outboundCall(call, { method, url, headers: call.option(config, "headers"), timeout: timeout(call, config) });
}

const DEFAULTS: Fact = unknown("the file changes axios's defaults or adds interceptors");

function timeout(call: LibraryCall, config: number): Fact {
  const own = anyOf(
    signal(call, config),
    limitFact("timeout", call.option(config, "timeout"), MISSING),
  );
  if (own.state !== "absent") return own;
  if (call.origin.creation) return unknown("the instance is judged where it is created");
  return setsDefaults(call) ? DEFAULTS : own;
}

/** axios reads `signal` from 0.22 on; before, it is ignored (CHANGELOG 0.22.0). */
function signal(call: LibraryCall, config: number): Fact {
  const major = call.facts.package.majorOf("axios");
  const isIgnored = major === 0;
  return isIgnored
    ? unknown("axios before 0.22 ignores `signal`")
    : limitFact("signal", call.option(config, "signal"), MISSING);
}

function setsDefaults(call: LibraryCall): boolean {
  return /\.defaults\b|\binterceptors\b/.test(call.facts.source.text);
}

export const axios: Library = defineLibrary({
  packages: ["axios"],
  docs: "https://axios-http.com/docs/req_config",
  aliases: { "create()": "", axios: "", "new AxiosInstance": "", "new Axios": "", "new AxiosStatic": "" },
  sites: {
    "create()": client,
    "()": general(0),
    "request()": general(0),
    "get()": verb("GET", 1),
    "delete()": verb("DELETE", 1),
    "head()": verb("HEAD", 1),
    "options()": verb("OPTIONS", 1),
    "post()": verb("POST", 2),
    "put()": verb("PUT", 2),
    "patch()": verb("PATCH", 2),
  },
});
