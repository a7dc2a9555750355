import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["silly", "trace", "debug", "info", "warn", "error", "fatal"];

export const tslog: Library = defineLibrary({
  packages: ["tslog"],
  docs: "https://tslog.js.org/#/?id=default-log-level",
  aliases: {
    "new Logger.getSubLogger()": "new Logger",
    "new Logger.getChildLogger()": "new Logger",
  },
  sites: atEachLevel("new Logger.", textLog, LEVELS),
});
