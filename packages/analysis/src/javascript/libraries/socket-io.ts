import {
  acknowledged,
  acknowledgedByCallback,
  acknowledgedInTime,
} from "../kinds/acknowledgement.js";
import { corsPolicy } from "../kinds/cors-policy.js";
import { missingLimit, type MissingLimit } from "../kinds/limit.js";
import { server } from "../kinds/server.js";
import { defineLibrary, type FindHandlers, type Library } from "../recogniser.js";

/**
 * Without `timeout()` the acknowledgement is kept until it comes; a client that is gone leaves it for ever
 * (socket.io 4.8, `dist/socket.js`, `registerAckCallback` and `_onclose`).
 */
const ENDLESS: MissingLimit = {
  without:
    "without `timeout()` an acknowledgement that a lost client never sends is waited for for ever",
  remedy: "socket.timeout(5_000).emitWithAck(…)",
};

/** Middleware whose promise nobody looks at (`dist/namespace.js`, `run`). */
const middleware: FindHandlers = (call) => {
  const argument = call.argument(0);
  return argument
    ? [
        {
          argument,
          droppedBy: "Socket.IO",
          remedy: "catch in the middleware and call `next(error)`",
        },
      ]
    : [];
};

export const socketIo: Library = defineLibrary({
  packages: ["socket.io"],
  docs: "https://socket.io/docs/v4/emitting-events/#acknowledgements",
  aliases: {
    "()": "new Server",
    "new ": "new Server",
    "listen()": "new Server",
    "new Server.of()": "new Namespace",
    "new Server.sockets": "new Namespace",
    "new Server.on(1:0)": "new Socket",
    "new Namespace.on(1:0)": "new Socket",
    "new Server.use(0:0)": "new Socket",
    "new Namespace.use(0:0)": "new Socket",
  },
  sites: {
    "new Socket.emitWithAck()": (call) => acknowledged(call, missingLimit(ENDLESS)),
    "new Socket.emit()": (call) => acknowledgedByCallback(call, missingLimit(ENDLESS)),
    "new Socket.timeout().emitWithAck()": acknowledgedInTime,
    "new Socket**.timeout().emitWithAck()": acknowledgedInTime,
    "new Namespace**.timeout().emitWithAck()": acknowledgedInTime,
    "new Server**.timeout().emitWithAck()": acknowledgedInTime,
    "new Server.listen()": server,
    "new Server": (call) =>
      corsPolicy(call, "1.cors", "none") ?? corsPolicy(call, "0.cors", "none"),
  },
  immediate: ["new Socket.emit()"],
  handlers: {
    "new Server.use()": middleware,
    "new Namespace.use()": middleware,
    "new Socket.use()": middleware,
  },
  entryPoints: {
    "new Server.on()": "request",
    "new Server.use()": "request",
    "new Namespace.on()": "request",
    "new Namespace.use()": "request",
    "new Socket.on()": "request",
    "new Socket.once()": "request",
    "new Socket.use()": "request",
    ": Socket": "request",
  },
});
