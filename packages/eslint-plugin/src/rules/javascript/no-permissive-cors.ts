import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noPermissiveCors: FaultlineRule = defineRule({
  name: "no-permissive-cors",
  type: "problem",
  docs: {
    description: "Disallow credentials from any origin",
    preset: "recommended",
    criteria: ["security-cors"],
    mechanisms: ["known-origins"],
  },
  messages: {
    open: "Any origin may send credentials: {{detail}}. Name the origins: `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "known-origins", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "open",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
