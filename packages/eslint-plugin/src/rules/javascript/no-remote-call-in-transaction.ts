import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noRemoteCallInTransaction: FaultlineRule = defineRule({
  name: "no-remote-call-in-transaction",
  type: "problem",
  docs: {
    description: "Disallow calls to other services while a transaction is open",
    preset: "recommended",
    criteria: ["transaction-remote-call"],
    mechanisms: ["outside-transaction"],
  },
  messages: {
    held: "A transaction waits for another service: {{detail}}. Its row locks and its connection are held as long as that service takes, and what was sent can't be rolled back. Move it out: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "outside-transaction", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "held",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
