import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noUnhandledAsync: FaultlineRule = defineRule({
  name: "no-unhandled-async",
  type: "problem",
  docs: {
    description: "Disallow asynchronous work whose failure reaches nobody",
    preset: "recommended",
    criteria: ["errors-async-handled"],
    mechanisms: ["failure-handling"],
  },
  messages: {
    promise:
      "Nobody waits for this work: {{detail}}. Its failure ends the process, and what follows runs before it is done. Hold on to it: {{remedy}}.",
    callback:
      "Nobody hears when this function fails: {{detail}}. The rejection ends the process, and whoever waits gets no answer. Deal with it: {{remedy}}.",
    return:
      "This promise leaves too early: {{detail}}. The failure goes where nobody expects it, past the code that is there for it. Wait for it: {{remedy}}.",
    executor:
      "A failure in here is lost: {{detail}}. Whoever awaits it waits for ever. Do the waiting elsewhere: {{remedy}}.",
    throw:
      "This error ends the process: {{detail}}. All requests in flight die with the one that failed. Pass it on: {{remedy}}.",
    "gathered-late":
      "These promises are gathered too late: {{detail}}. A failure before that is an unhandled rejection, which ends the process. Change the order: {{remedy}}.",
    unanswered:
      "This request may never be answered: {{detail}}. The client waits until it gives up, and its connection stays open as long. Answer on every way: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "failure-handling", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: formOf(site.operation),
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});

const FORMS = [
  "promise",
  "callback",
  "return",
  "executor",
  "throw",
  "gathered-late",
  "unanswered",
] as const;

function formOf(operation: string): (typeof FORMS)[number] {
  return FORMS.find((form) => form === operation) ?? "promise";
}
