import { unknown, type Fact } from "@faultline/contract";
import { connectedClient } from "../kinds/client.js";
import { errorListenerFact } from "../kinds/error-listener.js";
import { isFunction, type Node } from "../source.js";
import { defineLibrary, type Library, type LibraryCall, type Recognise } from "../recogniser.js";

/**
 * The provider sets `onopen` and `onmessage` of its socket and nothing for errors
 * (ethers 6.17, `providers/provider-websocket.js`).
 */
const provider: Recognise = (call) =>
  connectedClient(call, "ethers", "WebSocketProvider", listener(call));

function listener(call: LibraryCall): Fact {
  const source = call.argument(0);
  if (source && isSocket(call, source)) return unknown("the socket is made by its owner");
  return errorListenerFact(call, {
    without:
      "the provider leaves its socket's `error` event to you, and a refused or lost connection that nobody hears ends the process",
    remedy: 'provider.websocket.on("error", (error) => { … })',
    same: ["websocket", "_websocket"],
    keptBy: { ethers: ["Contract", "Wallet", "NonceManager", "ContractFactory"] },
  });
}

/** A socket of the caller's, or a function that opens one, in place of a URL. */
function isSocket({ facts: { bindings } }: LibraryCall, node: Node): boolean {
  if (node.type === "NewExpression" || isFunction(node) || bindings.functionOf(node)) return true;
  const module = bindings.origin(node)?.module;
  return module === "ws" || module === "isomorphic-ws";
}

export const ethers: Library = defineLibrary({
  packages: ["ethers"],
  docs: "https://docs.ethers.org/v6/api/providers/#WebSocketProvider",
  aliases: {
    "ethers.WebSocketProvider": "WebSocketProvider",
    "providers.WebSocketProvider": "WebSocketProvider",
    "ethers.providers.WebSocketProvider": "WebSocketProvider",
  },
  sites: { "new WebSocketProvider": provider },
});
