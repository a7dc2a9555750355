import { defineLibrary, type Library } from "../recogniser.js";

export const koaSession: Library = defineLibrary({
  packages: ["koa-session"],
  docs: "https://github.com/koajs/session#options",
  configuration: { "()": { ownSecrets: ["0.secret"] } },
  sites: {},
});
