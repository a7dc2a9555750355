import { handledBy } from "../kinds/shutdown.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const closeWithGrace: Library = defineLibrary({
  packages: ["close-with-grace"],
  docs: "https://github.com/mcollina/close-with-grace#usage",
  sites: { "()": handledBy("close-with-grace") },
});
