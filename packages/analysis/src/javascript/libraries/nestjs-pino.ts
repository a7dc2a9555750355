import { fieldsFirstLog } from "../kinds/fields-first-log.js";
import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"];
const NEST_LEVELS = ["log", "error", "warn", "debug", "verbose", "fatal"];

/** `PinoLogger` has pino's own order; `Logger` takes Nest's, and gives it to pino (README, "FAQ"). */
export const nestjsPino: Library = defineLibrary({
  packages: ["nestjs-pino"],
  docs: "https://github.com/iamolegga/nestjs-pino#usage-in-service",
  sites: {
    ...atEachLevel("new PinoLogger.", fieldsFirstLog, LEVELS),
    ...atEachLevel("new Logger.", textLog, NEST_LEVELS),
  },
});
