import { corsPolicy } from "../kinds/cors-policy.js";
import { defineLibrary, type Library } from "../recogniser.js";

/** Without `origin` it sends back the request's, with credentials also since 5.0 (README; CVE-2023-49803). */
export const koaCors: Library = defineLibrary({
  packages: ["@koa/cors"],
  docs: "https://github.com/koajs/cors#corsoptions",
  sites: { "()": (call) => corsPolicy(call, "0", "reflected") },
});
