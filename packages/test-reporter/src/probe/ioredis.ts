import { noteAsked } from "./asked-statements.js";
import { intercept, property, prototypeOf } from "./intercept.js";
import type { LoadedLibrary } from "./loaded-libraries.js";

/** A client that has no connection yet queues commands, and is asked for each again once it has one. */
export const ioredis: LoadedLibrary = {
  file: /[\\/]ioredis[\\/]built[\\/]Redis\.js$/,
  watch(exported) {
    intercept(prototypeOf(property(exported, "default")), "sendCommand", (command) => {
      if (typeof command !== "object" || command === null || noted.has(command)) return;
      noted.add(command);
      const name = property(command, "name");
      if (typeof name === "string") noteAsked(name.toUpperCase());
    });
  },
};

const noted = new WeakSet();
