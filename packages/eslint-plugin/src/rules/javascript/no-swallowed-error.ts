import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noSwallowedError: FaultlineRule = defineRule({
  name: "no-swallowed-error",
  type: "problem",
  docs: {
    description: "Disallow error handlers that hide a failure from the caller",
    preset: "recommended",
    criteria: ["errors-not-swallowed", "logs-errors"],
    mechanisms: ["surfacing"],
  },
  messages: {
    swallowed:
      "This handler hides a failure: {{detail}}. Lost writes and wrong answers then surface days later, without a trace. Let the caller know: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "surfacing", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "swallowed",
        data: { detail: fact.detail, remedy: fact.remedy ?? "rethrow it" },
      });
    });
  },
});
