import { defineLibrary, type Library } from "../recogniser.js";

export const svix: Library = defineLibrary({
  packages: ["svix", "standardwebhooks"],
  docs: "https://docs.svix.com/receiving/verifying-payloads/how",
  configuration: { "new Webhook": { ownSecrets: ["0 secret"] } },
  sites: {},
});
