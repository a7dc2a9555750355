import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["log", "error", "warn", "debug", "verbose", "fatal"];

/** Nest's own logger writes lines for people unless `json: true` is set (docs, "Logger", since 11). */
export const nestjsLogger: Library = defineLibrary({
  packages: ["@nestjs/common"],
  docs: "https://docs.nestjs.com/techniques/logger",
  aliases: { "new ConsoleLogger": "new Logger", "new LoggerService": "new Logger" },
  sites: {
    ...atEachLevel("new Logger.", textLog, LEVELS),
    ...atEachLevel("Logger.", textLog, LEVELS),
  },
});
