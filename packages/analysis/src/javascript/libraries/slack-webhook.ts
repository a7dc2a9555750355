import { unknown } from "@faultline/contract";
import { timeoutClient } from "../kinds/client.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** `timeout` is 0 by default (`IncomingWebhook.js`, 8.0). */
const MISSING = {
  without: "Slack's webhook has no time limit by default (`timeout: 0`)",
  remedy: "timeout: 5_000",
};

const construct: Recognise = (call) => timeoutClient(call, 1, MISSING);

const send: Recognise = (call) =>
  outboundCall(call, {
    access: "write",
    timeout: unknown("the webhook is judged where it is created"),
  });

export const slackWebhook: Library = defineLibrary({
  packages: ["@slack/webhook"],
  docs: "https://docs.slack.dev/tools/node-slack-sdk/webhook/",
  configuration: { "new IncomingWebhook": { credentials: ["0"] } },
  sites: { "new IncomingWebhook": construct, "new IncomingWebhook.send()": send },
});
