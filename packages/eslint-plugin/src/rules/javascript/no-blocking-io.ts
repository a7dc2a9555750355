import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noBlockingIo: FaultlineRule = defineRule({
  name: "no-blocking-io",
  type: "problem",
  docs: {
    description:
      "Disallow synchronous work on the disk, the CPU or a child process while requests wait",
    preset: "recommended",
    criteria: ["blocking-io"],
    mechanisms: ["off-request-path"],
  },
  messages: {
    blocking:
      "This call stops the event loop: {{detail}}. Under load each one adds to the delay of all, health checks included. Use the asynchronous form: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "off-request-path", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "blocking",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
