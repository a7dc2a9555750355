import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noUnsafeDefault: FaultlineRule = defineRule({
  name: "no-unsafe-default",
  type: "problem",
  docs: {
    description: "Disallow secrets that fall back to a text of the source code",
    preset: "recommended",
    criteria: ["security-default-secret"],
    mechanisms: ["required-secret"],
  },
  messages: {
    known:
      "A missing variable goes unnoticed: {{detail}}. One deployment that forgets it runs with a secret that everybody can read. Let it {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "required-secret", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "known",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
