import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import { connectedClient } from "../kinds/client.js";
import { errorListenerFact, parameterListenerFact } from "../kinds/error-listener.js";
import { functionBehind } from "../modules/function-behind.js";
import type { Node } from "../source.js";
import {
  defineLibrary,
  type DraftOf,
  type Library,
  type LibraryCall,
  type Recognise,
} from "../recogniser.js";

const socket: Recognise = (call) =>
  connectedClient(
    call,
    "ws",
    "WebSocket",
    errorListenerFact(call, {
      without:
        "a refused or broken connection is an `error` event, and without a listener that ends the process",
    }),
  );

/** With `noServer` there is nothing below that could fail (ws 8.23, `lib/websocket-server.js`). */
function server(call: LibraryCall): DraftOf<"server"> {
  const isBare = call.option(0, "noServer").state !== "absent";
  return {
    kind: "server",
    library: "ws",
    operation: "WebSocketServer",
    node: call.node.callee,
    extent: call.node,
    mechanisms: isBare
      ? {}
      : {
          "error-listener": errorListenerFact(call, {
            without:
              "errors of the HTTP server below arrive here (the address in use, no file descriptors left), and without a listener each ends the process",
          }),
        },
  };
}

/** The sockets that a server hands to its `connection` listeners, and to the callback of `handleUpgrade`. */
const accepted =
  (callback: number): Recognise =>
  (call) => {
    const [event, handler] = [call.argument(0), call.argument(callback)];
    if (!event || !handler) return undefined;
    if (callback === 1 && constantOf(call.facts.bindings, event)?.value !== "connection")
      return undefined;
    const listener = functionBehind(call.facts, handler);
    const pattern = listener?.node.params[0];
    if (!listener || !pattern || mayBeReplaced(call, handler)) return undefined;
    return {
      kind: "emitter",
      library: "ws",
      operation: "connection",
      node: listener.facts === call.facts ? pattern : handler,
      extent: listener.facts === call.facts ? listener.node.body : "none",
      mechanisms: {
        "error-listener": parameterListenerFact(
          call,
          { facts: listener.facts, pattern },
          {
            without:
              "a frame that is malformed or too large is an `error` event of the connection, so that any client can end the process",
            isShortLived: true,
          },
        ),
      },
    };
  };

/** A method that is handed over as a listener, and that other code sets to one of its own. */
function mayBeReplaced({ facts }: LibraryCall, handler: Node): boolean {
  const name = handler.type === "MemberExpression" ? staticName(handler) : undefined;
  return name !== undefined && facts.packageMentions(new RegExp(String.raw`\.${name}\s*=[^=]`));
}

export const ws: Library = defineLibrary({
  packages: ["ws"],
  docs: "https://github.com/websockets/ws/blob/master/doc/ws.md",
  aliases: {
    "": "WebSocket",
    "new ": "new WebSocket",
    Server: "WebSocketServer",
    "new Server": "new WebSocketServer",
    "WebSocket.Server": "WebSocketServer",
    "new WebSocket.Server": "new WebSocketServer",
    "WebSocket.WebSocketServer": "WebSocketServer",
    "new WebSocket.WebSocketServer": "new WebSocketServer",
  },
  sites: {
    "new WebSocket": socket,
    "new WebSocketServer": server,
    "new WebSocketServer.on()": accepted(1),
    "new WebSocketServer.handleUpgrade()": accepted(3),
  },
});
