import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["trace", "debug", "log", "info", "warn", "error"];

export const loglevel: Library = defineLibrary({
  packages: ["loglevel"],
  docs: "https://github.com/pimterry/loglevel#logging-methods",
  aliases: { "getLogger()": "", "new Logger": "" },
  sites: atEachLevel("", textLog, LEVELS),
});
