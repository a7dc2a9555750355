import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["debug", "info", "warn", "error"];

/** What a line becomes is up to the log factory that the application gives (README, "LogFunction"). */
export const graphileLogger: Library = defineLibrary({
  packages: ["@graphile/logger"],
  docs: "https://github.com/graphile/logger#readme",
  aliases: { "new Logger.scope()": "new Logger", "makeConsoleLogFactory()": "factory" },
  sites: atEachLevel("new Logger.", textLog, LEVELS),
});
