import { fieldsFirstLog } from "../kinds/fields-first-log.js";
import { atEachLevel } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** The middleware carries the logger it made: `httpLogger.logger` (README, "API"). */
export const pinoHttp: Library = defineLibrary({
  packages: ["pino-http", "koa-pino-logger"],
  docs: "https://github.com/pinojs/pino-http#api",
  aliases: { "pinoHttp()": "()", "().logger": "log", "log.child()": "log" },
  sites: atEachLevel("log.", fieldsFirstLog),
});
