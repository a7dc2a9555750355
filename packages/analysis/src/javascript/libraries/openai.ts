import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { sdkCall } from "../kinds/sdk-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** Ten minutes an attempt, and two repetitions, also after a timeout (README, 6.49 and 7.55). */
const request = sdkCall({ timeoutMs: 600_000, attempts: 3, optionsAt: 1, clientOptionsAt: 0 });

function construct(call: LibraryCall) {
  return client(call, {
    timeout: present("600 s for each attempt by default"),
  });
}

export const openai: Library = defineLibrary({
  packages: ["openai"],
  docs: "https://github.com/openai/openai-node#timeouts",
  aliases: { "new OpenAI": "new ", "new AzureOpenAI": "new ", OpenAI: "" },
  configuration: { "new ": { credentials: ["0.apiKey"], endpoints: ["0.baseURL"] } },
  sites: {
    "new ": construct,
    "new .*.create()": request,
    "new .*.*.create()": request,
    "new .*.*.parse()": request,
    "new .*.generate()": request,
    "new .*.list()": request,
    "new .*.retrieve()": request,
  },
});
