import { defineRule, type FaultlineRule } from "../../define-rule.js";
import { overAbsent, toEslintLocation } from "../../over-sites.js";

export const noHardcodedSecret: FaultlineRule = defineRule({
  name: "no-hardcoded-secret",
  type: "problem",
  docs: {
    description: "Disallow passwords, keys and tokens in the code",
    preset: "recommended",
    criteria: ["security-secrets"],
    mechanisms: ["secret-storage"],
  },
  messages: {
    written:
      "A secret is in the source: {{detail}}. Whoever can read the repository, its history or the built image can use it, and changing it takes a release. Use {{remedy}}.",
  },
  create(context) {
    return overAbsent(context, "secret-storage", (site, fact) => {
      context.report({
        loc: toEslintLocation(site.location),
        messageId: "written",
        data: { detail: fact.detail, remedy: fact.remedy ?? "" },
      });
    });
  },
});
