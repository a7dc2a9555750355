import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noDataAccessInHandler: FaultlineRule = defineRule({
  name: "no-data-access-in-handler",
  type: "suggestion",
  docs: {
    description: "Disallow queries in the handlers of routes",
    preset: "strict",
    criteria: ["org-thin-controllers"],
    mechanisms: ["layering"],
  },
  messages: {
    inline:
      "Data access stands in a route handler: {{detail}}. What is no request can't use it, and no test reaches it without one. Move it to {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "layering", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "inline",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
