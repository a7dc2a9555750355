import { defineLibrary, type Library } from "../recogniser.js";

export const expressSession: Library = defineLibrary({
  packages: ["express-session"],
  docs: "https://github.com/expressjs/session#secret",
  configuration: { "()": { ownSecrets: ["0.secret"] } },
  sites: {},
});
