import { errorListenerFact } from "../kinds/error-listener.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

function socket(call: LibraryCall): DraftOf<"client"> {
  return {
    kind: "client",
    library: "ws",
    operation: "WebSocket",
    node: call.node.callee,
    extent: call.node,
    mechanisms: {
      "error-listener": errorListenerFact(call, {
        without:
          "a refused or broken connection is an `error` event, and without a listener that ends the process",
      }),
    },
  };
}

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
  sites: { "new WebSocket": socket, "new WebSocketServer": server },
});
