import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireRollback: FaultlineRule = defineRule({
  name: "require-rollback",
  type: "problem",
  docs: {
    description: "Require every path out of a transaction to commit or roll back",
    preset: "recommended",
    criteria: ["transaction-rollback"],
    mechanisms: ["rollback"],
  },
  messages: {
    open: "A path leaves this transaction open: {{detail}}. Its locks stay, and the connection goes back to the pool in the middle of it. End it: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "rollback", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "open",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
