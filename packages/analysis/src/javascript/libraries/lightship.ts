import { handledBy } from "../kinds/shutdown.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const lightship: Library = defineLibrary({
  packages: ["lightship"],
  docs: "https://github.com/gajus/lightship#usage",
  sites: { "createLightship()": handledBy("lightship") },
});
