import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireTransaction: FaultlineRule = defineRule({
  name: "require-transaction",
  type: "problem",
  docs: {
    description: "Require one transaction around writes that need each other",
    preset: "strict",
    criteria: ["transaction-boundaries"],
    mechanisms: ["transaction"],
  },
  messages: {
    separate:
      "These writes can come apart: {{detail}}. A failure between them leaves half of the work in the database. Put them together: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "transaction", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "separate",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
