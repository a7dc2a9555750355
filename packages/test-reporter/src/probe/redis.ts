import { noteAsked } from "./asked-statements.js";
import { intercept, property, prototypeOf } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";

/** A client gathers commands and sends them together, from the context of who asked for the first. */
export const redis: LoadedLibrary = {
  file: /[\\/]@redis[\\/]client[\\/]dist[\\/]lib[\\/]client[\\/]index\.js$/,
  watch(exported) {
    intercept(prototypeOf(property(exported, "default")), "sendCommand", (words) => {
      const name: unknown = Array.isArray(words) ? words[0] : undefined;
      if (typeof name === "string") noteAsked(name.toUpperCase());
    });
  },
};
