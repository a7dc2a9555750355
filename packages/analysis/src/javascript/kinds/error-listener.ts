import { absent, present, unknown, type Fact } from "@faultline/contract";
import { constantOf } from "../bindings/constant.js";
import { escapes } from "../flow/escapes.js";
import type { LibraryCall } from "../recogniser.js";

/** Whether an `error` listener is attached to the emitter that this call makes. */
export function errorListenerFact(call: LibraryCall, without: string): Fact {
  const { facts, node } = call;
  const listens = facts
    .callsOn(node, "on", "once", "addListener", "prependListener")
    .some(
      ({ arguments: [event] }) => event && constantOf(facts.bindings, event)?.value === "error",
    );
  if (listens) return present("an `error` listener is attached");
  return escapes(facts.bindings, node)
    ? unknown("it is handed on, and a listener may be attached elsewhere")
    : absent(without, `.on("error", (error) => { … })`);
}
