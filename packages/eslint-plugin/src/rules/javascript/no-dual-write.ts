import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noDualWrite: FaultlineRule = defineRule({
  name: "no-dual-write",
  type: "problem",
  docs: {
    description: "Disallow a message beside a write that the same transaction does not hold",
    preset: "strict",
    criteria: ["outbox-exactly-once"],
    mechanisms: ["outbox"],
  },
  messages: {
    split:
      "Two systems are written and nothing holds them together: {{detail}}. Consumers then act on rows that are not there, or never hear of rows that are. Use an outbox: {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "outbox", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "split",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
