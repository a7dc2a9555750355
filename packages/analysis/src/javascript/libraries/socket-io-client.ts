import type { Fact } from "@faultline/contract";
import {
  acknowledged,
  acknowledgedByCallback,
  acknowledgedInTime,
} from "../kinds/acknowledgement.js";
import { limitFact, type MissingLimit } from "../kinds/limit.js";
import { optionAtCreation } from "../kinds/wrapping.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/**
 * Nothing ends the wait but `timeout()` or `ackTimeout`, also before the first connection
 * (socket.io-client 4.8, `build/esm/socket.js`, `_registerAckCallback`).
 */
const ENDLESS: MissingLimit = {
  without:
    "without `timeout()` or `ackTimeout` an acknowledgement that the server never sends is waited for for ever",
  remedy: "socket.timeout(5_000).emitWithAck(…)",
};

/** `io(url, { ackTimeout })`, or `io({ ackTimeout })`. */
function timeLimit(call: LibraryCall): Fact {
  const second = optionAtCreation(call, "ackTimeout", 1);
  const isFirst =
    second.state === "absent" && call.origin.creation?.arguments[0]?.type === "ObjectExpression";
  return limitFact("ackTimeout", isFirst ? optionAtCreation(call, "ackTimeout") : second, ENDLESS);
}

export const socketIoClient: Library = defineLibrary({
  packages: ["socket.io-client"],
  docs: "https://socket.io/docs/v4/client-options/#acktimeout",
  aliases: { "()": "io()", "connect()": "io()", "lookup()": "io()", "new Socket": "io()" },
  sites: {
    "io().emitWithAck()": (call) => acknowledged(call, timeLimit(call)),
    "io().emit()": (call) => acknowledgedByCallback(call, timeLimit(call)),
    "io().timeout().emitWithAck()": acknowledgedInTime,
  },
  immediate: ["io().emit()"],
});
