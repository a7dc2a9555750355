import { corsPolicy } from "../kinds/cors-policy.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** Without `origin` it answers `*` (README, "Options"). */
export const fastifyCors: Library = defineLibrary({
  packages: ["@fastify/cors", "fastify-cors"],
  docs: "https://github.com/fastify/fastify-cors#options",
  sites: { "register()": (call) => corsPolicy(call, "1", "any") },
});
