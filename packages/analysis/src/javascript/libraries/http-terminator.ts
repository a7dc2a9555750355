import { defineLibrary, type Library } from "../recogniser.js";

/**
 * It hears no signal by itself, so that it is no shutdown, but what closes the server in one: `terminate()` gives open requests
 * `gracefulTerminationTimeout`, 1 s by default (http-terminator 3.2, `src/factories/createInternalHttpTerminator.ts`).
 */
export const httpTerminator: Library = defineLibrary({
  packages: ["http-terminator"],
  docs: "https://github.com/gajus/http-terminator#usage",
  aliases: { "createInternalHttpTerminator()": "createHttpTerminator()" },
  sites: {},
  promises: ["createHttpTerminator().terminate()"],
  closesServers: ["createHttpTerminator().terminate()"],
});
