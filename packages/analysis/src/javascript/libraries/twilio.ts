import { present } from "@faultline/contract";
import { client } from "../kinds/client.js";
import { sdkCall } from "../kinds/sdk-call.js";
import { defineLibrary, type Library, type LibraryCall } from "../recogniser.js";

/** 30 s, and no repetition unless `autoRetry` is set (`lib/base/RequestClient.js`, 6.3). */
const request = sdkCall({ timeoutMs: 30_000, attempts: 1, optionsAt: 1, clientOptionsAt: 2 });

function construct(call: LibraryCall) {
  return client(call, {
    timeout: present("30 s by default"),
  });
}

export const twilio: Library = defineLibrary({
  packages: ["twilio"],
  docs: "https://github.com/twilio/twilio-node#readme",
  aliases: { "new Twilio": "()", "new ": "()", twilio: "" },
  configuration: {
    "()": { credentials: ["1"] },
    "new Twilio": { credentials: ["1"] },
    "validateRequest()": { ownSecrets: ["0"] },
  },
  sites: {
    "()": construct,
    "new ": construct,
    "new Twilio": construct,
    "().*.create()": request,
    "().*.*.*.create()": request,
  },
});
