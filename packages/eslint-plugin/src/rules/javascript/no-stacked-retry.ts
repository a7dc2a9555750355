import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noStackedRetry: FaultlineRule = defineRule({
  name: "no-stacked-retry",
  type: "problem",
  docs: {
    description: "Disallow retries around a client that retries by itself",
    preset: "recommended",
    criteria: ["retry-stacked"],
    mechanisms: ["single-layer"],
  },
  messages: {
    stacked:
      "This retry multiplies another: {{detail}}. Callers wait for all of them, and the dependency gets the whole product while it is down. Keep one: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "single-layer", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "stacked",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
