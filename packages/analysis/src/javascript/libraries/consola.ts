import { atEachLevel, textLog } from "../kinds/log.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const consola: Library = defineLibrary({
  packages: ["consola"],
  docs: "https://github.com/unjs/consola#log-types",
  aliases: {
    consola: "",
    "createConsola()": "",
    "create()": "",
    "withTag()": "",
    "withDefaults()": "",
    "new ConsolaInstance": "",
  },
  sites: atEachLevel("", textLog),
});
