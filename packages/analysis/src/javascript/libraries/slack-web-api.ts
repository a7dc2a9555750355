import { timeoutClient } from "../kinds/client.js";
import { outboundCall } from "../kinds/outbound-call.js";
import { unknown } from "@faultline/contract";
import { defineLibrary, type Library, type Recognise } from "../recogniser.js";

/** `timeout` is 0 by default, and a failed call is repeated for half an hour (`WebClient.js`, 8.2). */
const MISSING = {
  without: "Slack's client has no time limit by default (`timeout: 0`)",
  remedy: "timeout: 5_000",
};

const construct: Recognise = (call) => timeoutClient(call, 1, MISSING);

const request: Recognise = (call) =>
  outboundCall(call, {
    access: /^(?:list|info|history|get|test)/.test(call.operation) ? "read" : "write",
    timeout: unknown("the client is judged where it is created"),
    ownAttempts: call.origin.creation?.arguments.length === 1 ? 11 : undefined,
    withoutRetries: "retryConfig: { retries: 0 }",
  });

export const slackWebApi: Library = defineLibrary({
  packages: ["@slack/web-api"],
  docs: "https://docs.slack.dev/tools/node-slack-sdk/web-api/",
  configuration: { "new WebClient": { credentials: ["0"] } },
  sites: {
    "new WebClient": construct,
    "new WebClient.apiCall()": request,
    "new WebClient.*.*()": request,
    "new WebClient.*.*.*()": request,
  },
});
