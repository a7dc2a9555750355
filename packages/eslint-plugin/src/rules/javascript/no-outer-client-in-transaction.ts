import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noOuterClientInTransaction: FaultlineRule = defineRule({
  name: "no-outer-client-in-transaction",
  type: "problem",
  docs: {
    description: "Disallow statements that go past the transaction they stand in",
    preset: "recommended",
    criteria: ["transaction-handle"],
    mechanisms: ["transaction-handle"],
  },
  messages: {
    past: "This is not part of the transaction: {{detail}}. It stays when the transaction is rolled back, does not see its rows, and can deadlock with it when the pool is small. To make it part, {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "transaction-handle", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "past",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
