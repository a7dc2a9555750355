import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noIneffectiveTimeout: FaultlineRule = defineRule({
  name: "no-ineffective-timeout",
  type: "problem",
  docs: {
    description: "Disallow time limits that do not take effect",
    preset: "recommended",
    criteria: ["timeout-effective"],
    mechanisms: ["effective-timeout"],
  },
  messages: {
    ineffective:
      "The time limit of `{{operation}}` does not do its work: {{detail}}. The code looks protected, and a dependency that hangs still holds its callers. Use `{{remedy}}`.",
  },
  create(context) {
    return overAbsent(context, "effective-timeout", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "ineffective",
        data: {
          operation:
            site.library === site.operation ? site.operation : `${site.library} ${site.operation}`,
          detail: fact.detail,
          remedy: fact.remedy ?? "a limit that ends the call",
        },
      });
    });
  },
});
