import { corsPolicy } from "../kinds/cors-policy.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** Without `origin` it answers `*` (README, "Configuration Options"). */
export const cors: Library = defineLibrary({
  packages: ["cors"],
  docs: "https://github.com/expressjs/cors#configuration-options",
  sites: { "()": (call) => corsPolicy(call, "0", "any") },
});
