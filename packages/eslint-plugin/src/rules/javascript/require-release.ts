import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireRelease: FaultlineRule = defineRule({
  name: "require-release",
  type: "problem",
  docs: {
    description: "Require a connection taken from a pool to be released on every path",
    preset: "recommended",
    criteria: ["transaction-rollback"],
    mechanisms: ["release"],
  },
  messages: {
    kept: "This connection may never go back to its pool: {{detail}}. Each time that happens the pool has one less, until every request waits. Release it: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "release", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "kept",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
