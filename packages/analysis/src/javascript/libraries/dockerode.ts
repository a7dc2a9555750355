import { client } from "../kinds/client.js";
import { effectOf, limitFact } from "../kinds/limit.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** docker-modem limits neither connecting nor answers by default (`lib/modem.js`, 5.0). */
const MISSING = {
  without: "calls of the Docker daemon have no time limit by default",
  remedy: "timeout: 30_000",
};

function construct(call: LibraryCall) {
  const option = call.option(0, "timeout");
  return client(call, {
    timeout: limitFact("timeout", option, MISSING),
    effects: [effectOf("timeout", option)],
    optionsAt: 0,
  });
}

export const dockerode: Library = defineLibrary({
  packages: ["dockerode"],
  docs: "https://github.com/apocas/dockerode#getting-started",
  aliases: { "new Docker": "new " },
  sites: { "new ": construct },
});
