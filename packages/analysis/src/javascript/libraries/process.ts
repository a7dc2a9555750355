import { constantOf } from "../bindings/constant.js";
import { crashHandler, isCrash } from "../kinds/crash-handler.js";
import { shutdownHandler } from "../kinds/shutdown.js";
import { defineLibrary, type DraftOf, type Library, type LibraryCall } from "../recogniser.js";

/** A handler of a termination signal or of a crash. */
function listener(call: LibraryCall): DraftOf<"shutdown"> | DraftOf<"crash-handler"> | undefined {
  const [event, handler] = [call.argument(0), call.argument(1)];
  if (!event || !handler) return undefined;
  const constant = constantOf(call.facts.bindings, event)?.value;
  if (typeof constant === "string" && isCrash(constant))
    return crashHandler(call, constant, handler);
  const signal = constant ?? signalOf(call);
  return signal === "SIGTERM" || signal === "SIGINT"
    ? shutdownHandler(call, signal, handler)
    : undefined;
}

/** `for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop)`: SIGTERM is among them. */
function signalOf({ facts }: LibraryCall): string | undefined {
  return facts.mentions(/["'`]SIGTERM["'`]/) ? "SIGTERM" : undefined;
}

export const process: Library = defineLibrary({
  packages: ["globalThis", "node:process"],
  docs: "https://nodejs.org/api/process.html#signal-events",
  sites: {
    "process.on()": listener,
    "process.once()": listener,
    "process.addListener()": listener,
    "on()": listener,
    "once()": listener,
    "addListener()": listener,
  },
});
