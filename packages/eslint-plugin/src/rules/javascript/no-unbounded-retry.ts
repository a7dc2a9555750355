import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noUnboundedRetry: FaultlineRule = defineRule({
  name: "no-unbounded-retry",
  type: "problem",
  docs: {
    description: "Disallow retries without a limit on attempts or on elapsed time",
    preset: "recommended",
    criteria: ["retry-bounded"],
    mechanisms: ["attempt-limit"],
  },
  messages: {
    unbounded:
      "This retry never gives up: {{detail}}. During an outage its callers pile up until the process runs out of memory or connections. Bound it: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "attempt-limit", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unbounded",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
