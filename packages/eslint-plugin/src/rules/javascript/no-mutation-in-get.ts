import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noMutationInGet: FaultlineRule = defineRule({
  name: "no-mutation-in-get",
  type: "problem",
  docs: {
    description: "Disallow GET routes that change data",
    preset: "strict",
    criteria: ["api-http-semantics"],
    mechanisms: ["read-only"],
  },
  messages: {
    writes:
      "A GET route changes data: {{detail}}. Browsers, crawlers, link previews and caches send GET without being asked to, and repeat it. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "read-only", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "writes",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
