import { defineLibrary, type Library } from "../recogniser.js";

/** Plugins that sign or encrypt what they leave with the browser. */
export const fastifyCookie: Library = defineLibrary({
  packages: ["@fastify/cookie", "@fastify/session", "@fastify/secure-session"],
  docs: "https://github.com/fastify/fastify-cookie#options",
  configuration: { "register()": { ownSecrets: ["1.secret", "1.key"] } },
  sites: {},
});
