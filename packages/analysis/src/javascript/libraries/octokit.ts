import { defineLibrary, type Library } from "../recogniser.js";

const TOKEN = { credentials: ["0.auth"] };

export const octokit: Library = defineLibrary({
  packages: ["@octokit/rest", "@octokit/core", "octokit", "@octokit/webhooks"],
  name: "octokit",
  docs: "https://github.com/octokit/octokit.js#authentication",
  configuration: { "new Octokit": TOKEN, "new Webhooks": { ownSecrets: ["0.secret"] } },
  sites: {},
});
