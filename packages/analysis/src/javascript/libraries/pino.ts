import { fieldsFirstLog } from "../kinds/fields-first-log.js";
import { atEachLevel } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const pino: Library = defineLibrary({
  packages: ["pino"],
  docs: "https://getpino.io/#/docs/api",
  aliases: {
    "pino()": "()",
    "().child()": "()",
    "new Logger": "()",
    "new BaseLogger": "()",
    "new pino.Logger": "()",
  },
  sites: atEachLevel("().", fieldsFirstLog),
});
