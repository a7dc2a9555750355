import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { staticName } from "../bindings/static-name.js";
import type { FileFacts } from "../file-facts.js";
import { enclosingFunction } from "../flow/enclosing.js";
import { isWithin } from "../flow/walk.js";
import { listensForErrors } from "../kinds/error-listener.js";
import { functionBehind } from "../modules/function-behind.js";
import { packageBehind } from "../modules/package-behind.js";
import type { DraftOf } from "../recogniser.js";
import type { FunctionNode, Node } from "../source.js";
import { trailOfParameter } from "../trail/follow-value.js";
import type { Stop } from "../trail/trail.js";

/**
 * The raw sockets that an HTTP server hands out with its `upgrade` event: Node has taken its own
 * `error` listener off by then (`lib/_http_server.js`, `onParserExecuteCommon`).
 */
export function upgradedSockets(facts: FileFacts): readonly DraftOf<"emitter">[] {
  return facts.nodes.calls.flatMap((call) => {
    const [event, listener] = call.arguments;
    if (!event || !listener || constantOf(facts.bindings, event)?.value !== "upgrade") return [];
    if (!isServerListening(facts, call.callee)) return [];
    const handler = functionBehind(facts, listener);
    const socket = handler?.facts === facts ? handler.node.params[1] : undefined;
    if (!handler || !socket) return [];
    return [
      {
        kind: "emitter" as const,
        library: "node:http",
        operation: "socket of an upgrade",
        node: socket,
        extent: handler.node.body,
        mechanisms: { "error-listener": listenerFact(facts, socket, handler.node) },
      },
    ];
  });
}

/** Another handler that begins by attaching a listener hears every socket. */
const HEARS_ALL =
  /\(\s*["']upgrade["'],\s*(?:async\s*)?(?:function\s*)?\w*\s*\([^()]*\)\s*(?:=>)?\s*\{\s*\w+\.on\(\s*["']error["']/;

function isServerListening(facts: FileFacts, callee: Node): boolean {
  if (callee.type !== "MemberExpression" || staticName(callee) !== "on") return false;
  const server = packageBehind(facts, facts.bindings.origin(callee.object));
  return (
    server !== undefined &&
    /^node:https?$/.test(server.module) &&
    /^(?:new Server|createServer\(\))$/.test(server.path)
  );
}

/** Everything that is written to a socket needs a listener that was attached before on the same way. */
function listenerFact(facts: FileFacts, socket: Node, handler: FunctionNode): Fact {
  // The WebSocket servers that take a socket over look after it.
  const trail = trailOfParameter(facts, socket, {
    keeps: { ws: ["handleUpgrade"] },
  });
  const listeners = trail.uses.filter(listensForErrors);
  const isHeard = (use: Stop): boolean =>
    listeners.some((listener) => precedes(listener.node, use.node, handler));
  const unheard = trail.uses.filter((use) => isWriting(use) && !isHeard(use));
  if (unheard.length > 0 && trail.lost === undefined && !facts.packageMentions(HEARS_ALL))
    return absent(
      "Node has taken its own listener off the raw socket, and a client that is gone when it is answered ends the process",
      'socket.on("error", (error) => { … }) before anything is written',
    );
  return listeners.length > 0
    ? present("an `error` listener is attached")
    : unknown(trail.lost ?? "nothing is written to it here");
}

function isWriting({ node }: Stop): boolean {
  const { parent } = node;
  if (parent?.type !== "MemberExpression" || parent.object !== node) return false;
  return (
    /^(?:write|end)$/.test(staticName(parent) ?? "") && parent.parent.type === "CallExpression"
  );
}

/** True where a listener is attached before, in a block around the use. */
function precedes(listener: Node, use: Node, handler: FunctionNode): boolean {
  const block = blockAround(listener);
  if (!block) return false;
  if (block === handler.body) return true;
  return isWithin(use, block) && listener.range[0] < use.range[0];
}

function blockAround(node: Node): Node | undefined {
  const scope = enclosingFunction(node);
  for (let current = node.parent; current && current !== scope; current = current.parent)
    if (current.type === "BlockStatement") return current;
  return undefined;
}
