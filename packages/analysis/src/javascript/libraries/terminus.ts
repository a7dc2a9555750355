import { handledBy } from "../kinds/shutdown.js";
import { defineLibrary, type Library } from "../recogniser.js";

export const terminus: Library = defineLibrary({
  packages: ["@godaddy/terminus"],
  docs: "https://github.com/godaddy/terminus#usage",
  sites: { "createTerminus()": handledBy("terminus") },
});
