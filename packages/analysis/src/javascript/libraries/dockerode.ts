import { timeoutClient } from "../kinds/client.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** docker-modem limits neither connecting nor answers by default (`lib/modem.js`, 5.0). */
const MISSING = {
  without: "calls of the Docker daemon have no time limit by default",
  remedy: "timeout: 30_000",
};

const construct: Recognise = (call) => timeoutClient(call, 0, MISSING);

export const dockerode: Library = defineLibrary({
  packages: ["dockerode"],
  docs: "https://github.com/apocas/dockerode#getting-started",
  aliases: { "new Docker": "new " },
  sites: { "new ": construct },
});
