import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noSuccessStatusOnError: FaultlineRule = defineRule({
  name: "no-success-status-on-error",
  type: "problem",
  docs: {
    description: "Disallow answering a request with a success status where its work failed",
    preset: "recommended",
    criteria: ["api-error-status"],
    mechanisms: ["error-status"],
  },
  messages: {
    success:
      "A failure is sent as a success: {{detail}}. Clients, retries, caches and monitors go by the status, so that nobody notices or tries again. Tell them: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "error-status", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "success",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
