import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noNosqlInjection: FaultlineRule = defineRule({
  name: "no-nosql-injection",
  type: "problem",
  docs: {
    description: "Disallow filters of MongoDB that the client can put operators into",
    preset: "recommended",
    criteria: ["nosql-injection"],
    mechanisms: ["plain-values"],
  },
  messages: {
    operator:
      "The client chooses the operator: {{detail}}. It matches documents that are not the client's own, past a check of a password or token. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "plain-values", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "operator",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
