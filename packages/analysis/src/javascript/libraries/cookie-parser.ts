import { defineLibrary, type Library } from "../recogniser.js";

export const cookieParser: Library = defineLibrary({
  packages: ["cookie-parser"],
  docs: "https://github.com/expressjs/cookie-parser#cookieparsersecret-options",
  configuration: { "()": { ownSecrets: ["0 secret"] } },
  sites: {},
});
