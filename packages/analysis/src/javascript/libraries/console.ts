import { logCall } from "../kinds/log.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

const LEVELS = ["log", "info", "warn", "error", "debug", "trace"] as const;

/** Whether `console` is in its place depends on the file around it, see `relations/console-use.ts`. */
function consoleLog(call: LibraryCall) {
  return logCall(call, "text");
}

export const console: Library = defineLibrary({
  packages: ["globalThis"],
  docs: "https://nodejs.org/api/console.html",
  sites: Object.fromEntries(LEVELS.map((level) => [`console.${level}()`, consoleLog])),
});
