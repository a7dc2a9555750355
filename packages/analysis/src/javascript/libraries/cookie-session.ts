import { defineLibrary, type Library } from "../recogniser.js";

export const cookieSession: Library = defineLibrary({
  packages: ["cookie-session"],
  docs: "https://github.com/expressjs/cookie-session#options",
  configuration: { "()": { ownSecrets: ["0.secret", "0.keys"] } },
  sites: {},
});
