import { defineLibrary, type Library } from "../recogniser.js";

/** What the clock runs. `setTimeout` is left out: it runs once, on behalf of whoever set it. */
export const timers: Library = defineLibrary({
  packages: ["globalThis", "node:timers"],
  docs: "https://nodejs.org/api/timers.html#setintervalcallback-delay-args",
  sites: {},
  entryPoints: { "setInterval()": "timer" },
});
