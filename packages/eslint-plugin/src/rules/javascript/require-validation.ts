import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const requireValidation: FaultlineRule = defineRule({
  name: "require-validation",
  type: "problem",
  docs: {
    description: "Require that what a client sends is checked before it is stored",
    preset: "strict",
    criteria: ["api-request-validation", "fail-fast"],
    mechanisms: ["validation"],
  },
  messages: {
    unvalidated:
      "No schema stands between the client and the database: {{detail}}. A client can set fields that are not its own, and what is wrong with the others is found late or never. Put {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "validation", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "unvalidated",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
