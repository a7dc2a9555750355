import { defineLibrary, type Library } from "../recogniser.js";

export const ironSession: Library = defineLibrary({
  packages: ["iron-session"],
  docs: "https://github.com/vvo/iron-session#session-options",
  configuration: {
    "getIronSession()": { ownSecrets: ["1.password", "2.password"] },
    "sealData()": { ownSecrets: ["1.password"] },
    "unsealData()": { ownSecrets: ["1.password"] },
  },
  sites: {},
});
