import { absent, present, unknown, type Fact } from "@faultline/contract";
import { staticName } from "../bindings/static-name.js";
import { escapes } from "../flow/escapes.js";
import { promiseAround } from "../flow/promise-executor.js";
import { allNodes } from "../flow/walk.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

const NONE: Fact = absent(
  "a socket waits as long as the operating system lets it, and for an answer for ever",
  'socket.setTimeout(5_000).on("timeout", () => socket.destroy())',
);

const connect: Recognise = (call) =>
  outboundCall(call, { access: "unknown", timeout: timeout(call), ownAttempts: 1 });

/** Long-lived sockets are meant to wait; one that a promise waits for is not. */
function timeout(call: LibraryCall): Fact {
  const { facts, node } = call;
  const signal = call.option(0, "signal").state;
  if (signal === "given" || signal === "constant") return present("`signal` is given");
  const executor = promiseAround(facts, node);
  if (!executor) return unknown("it may be meant to stay open");
  for (const part of allNodes(executor)) {
    if (part.type !== "CallExpression") continue;
    const name =
      part.callee.type === "MemberExpression"
        ? staticName(part.callee)
        : facts.bindings.origin(part.callee)?.path;
    if (name === "setTimeout") return present("a timer runs beside it");
  }
  return escapes(facts.bindings, node) ? unknown("the socket is handed on") : NONE;
}

export const nodeNet: Library = defineLibrary({
  packages: ["node:net", "node:tls"],
  docs: "https://nodejs.org/api/net.html#socketsettimeouttimeout-callback",
  sites: { "connect()": connect, "createConnection()": connect },
});
