import { corsPolicy } from "../kinds/cors-policy.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** Without `origin` it answers `*`. */
export const honoCors: Library = defineLibrary({
  packages: ["hono/cors"],
  docs: "https://hono.dev/docs/middleware/builtin/cors#options",
  sites: { "cors()": (call) => corsPolicy(call, "0", "any") },
});
