import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { effectOf, limitFact, limitMs } from "../kinds/limit.js";
import { escapes } from "../flow/escapes.js";
import { methodOf, outboundCall } from "../kinds/outbound-call.js";
import { server } from "../kinds/server.js";
import {
  defineLibrary,
  type Handler,
  type Library,
  type LibraryCall,
  type Recognise,
} from "../recogniser.js";

/**
 * `timeout` alone only emits an event; the request ends when the listener destroys it
 * (nodejs.org/api/http.html, "Event: 'timeout'"). `signal` ends it by itself.
 */
function request(fixedMethod?: string): Recognise {
  return (call) => {
    const index = optionsIndex(call);
    return outboundCall(call, {
      method: fixedMethod ?? methodOf(call.option(index, "method")),
      url: call.argument(0),
      headers: call.option(index, "headers"),
      timeout: timeout(call, index),
      effects: [onlyEmits(call, index)],
      ownAttempts: 1,
      timeoutMs: limitMs(call.facts, call.option(index, "signal")),
    });
  };
}

/** `http.request(url, options)` or `http.request(options)`. */
function optionsIndex(call: LibraryCall): number {
  const first = call.argument(0);
  const isUrl =
    first !== undefined &&
    (typeof constantOf(call.facts.bindings, first)?.value === "string" ||
      first.type === "TemplateLiteral" ||
      (first.type === "NewExpression" && call.facts.bindings.origin(first.callee)?.path === "URL"));
  return isUrl ? 1 : 0;
}

/** A server drops what its request listener returns (nodejs.org/api/http.html, "http.createServer"). */
function listeners(call: LibraryCall): readonly Handler[] {
  return call.node.arguments.slice(-1).map((argument) => ({
    argument,
    droppedBy: "the server",
    remedy: "catch in the listener and answer 500",
  }));
}

const MISSING = {
  without: "node's HTTP client waits for ever",
  remedy: "signal: AbortSignal.timeout(5_000)",
};

function timeout(call: LibraryCall, index: number): Fact {
  const options = call.argument(index);
  const isCallback = options && call.facts.bindings.functionOf(options);
  const signal = isCallback
    ? absent(MISSING.without, MISSING.remedy)
    : limitFact("signal", call.option(index, "signal"), MISSING);
  if (signal.state !== "absent") return signal;
  const listens = call.facts
    .callsOn(call.node, "on", "once", "setTimeout")
    .some(
      ({ arguments: [event] }) => event && ["timeout", undefined].includes(eventName(call, event)),
    );
  if (listens) return present("a `timeout` listener is attached");
  return escapes(call.facts.bindings, call.node)
    ? unknown("the request is handed on, and a listener may end it")
    : signal;
}

/** `timeout` without a listener only emits an event that nobody hears. */
function onlyEmits(call: LibraryCall, index: number): Fact | undefined {
  const option = call.option(index, "timeout");
  const effect = effectOf("timeout", option);
  if (!effect || effect.state === "absent") return effect;
  return timeout(call, index).state === "absent"
    ? absent(
        "`timeout` only emits an event, on which nothing ends the request",
        'request.on("timeout", () => request.destroy())',
      )
    : effect;
}

function eventName(call: LibraryCall, node: Parameters<typeof constantOf>[1]): string | undefined {
  const value = constantOf(call.facts.bindings, node)?.value;
  return typeof value === "string" ? value : undefined;
}

export const nodeHttp: Library = defineLibrary({
  packages: ["node:http", "node:https"],
  docs: "https://nodejs.org/api/http.html#httprequesturl-options-callback",
  givesPromises: false,
  handlers: { "createServer()": listeners, "new Server": listeners },
  aliases: { "createServer()": "new Server", "Server()": "new Server" },
  sites: {
    "request()": request(),
    "get()": request("GET"),
    "new Server.listen()": server,
  },
  entryPoints: {
    "createServer()": "request",
    "new Server": "request",
    "new Server.listen()": "start-up",
    ": ServerResponse": "request",
  },
});
