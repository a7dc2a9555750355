import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { sdkCall } from "../kinds/sdk-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** Ten minutes an attempt, and two repetitions, also after a timeout (README, "Timeouts" and "Retries"). */
const request = sdkCall({ timeoutMs: 600_000, attempts: 3, optionsAt: 1, clientOptionsAt: 0 });

function construct(call: LibraryCall) {
  return client(call, {
    timeout: present("600 s for each attempt by default"),
  });
}

export const anthropicAi: Library = defineLibrary({
  packages: ["@anthropic-ai/sdk"],
  docs: "https://github.com/anthropics/anthropic-sdk-typescript#timeouts",
  aliases: { "new Anthropic": "new ", Anthropic: "" },
  configuration: { "new ": { credentials: ["0.apiKey", "0.authToken"], endpoints: ["0.baseURL"] } },
  sites: {
    "new ": construct,
    "new .messages.create()": request,
    "new .messages.countTokens()": request,
    "new .completions.create()": request,
    "new .beta.messages.create()": request,
  },
});
