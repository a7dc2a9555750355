import { handledBy } from "../kinds/shutdown.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const httpGracefulShutdown: Library = defineLibrary({
  packages: ["http-graceful-shutdown"],
  docs: "https://github.com/sebhildebrandt/http-graceful-shutdown#basic-usage",
  sites: { "()": handledBy("http-graceful-shutdown") },
});
