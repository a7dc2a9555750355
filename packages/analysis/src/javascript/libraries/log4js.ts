import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"];

export const log4js: Library = defineLibrary({
  packages: ["log4js"],
  docs: "https://log4js-node.github.io/log4js-node/api.html",
  aliases: { "getLogger()": "new Logger", "configure().getLogger()": "new Logger" },
  sites: atEachLevel("new Logger.", textLog, LEVELS),
});
